// One import gives the whole public library: tests name scenarios, faults, images and results.
@_exported import Faults
@_exported import ImageContent
@_exported import Judging
@_exported import Reports
@_exported import Scenarios
