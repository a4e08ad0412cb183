// A test file imports this module and XCTest, and nothing else of the package.
@_exported import ChaosPull
