// One import brings the whole public library: a scenario, its faults, its image and what came of it are named in tests.
@_exported import Faults
@_exported import ImageContent
@_exported import Judging
@_exported import Reports
@_exported import Scenarios
