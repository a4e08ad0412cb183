// A test file imports only this module and XCTest.
@_exported import ChaosPull
