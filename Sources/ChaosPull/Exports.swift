// One import brings the whole public library: a scenario, its faults and its image are named in tests.
@_exported import Faults
@_exported import ImageContent
@_exported import Scenarios
