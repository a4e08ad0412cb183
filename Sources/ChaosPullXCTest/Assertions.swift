import ChaosPull
import XCTest

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull succeeded: success was reported, and every stored byte hashes to its digest.
///
/// Fails too when a fault never fired, since nothing was tested then.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - limit: the longest that the pull may take; nil for as long as the deadline lets it.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertPulled(
    _ run: PullRun, within limit: Duration? = nil, file: StaticString = #filePath, line: UInt = #line
) {
    fail(run, Shortfall.pulled(run, within: limit), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull failed, and did not hang, crash or report a success.
///
/// Fails too when a fault never fired, since nothing was tested then.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - text: stands in what the command or its daemon printed; nil for anything.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertFailed(
    _ run: PullRun, saying text: String? = nil, file: StaticString = #filePath, line: UInt = #line
) {
    let isSaid = text.map { run.output.contains($0) } ?? true
    fail(run, Shortfall.failed(run, isSaid: isSaid, text.map { "'\($0)'" } ?? "anything"), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull failed, and did not hang, crash or report a success.
///
/// Fails too when a fault never fired, since nothing was tested then.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - pattern: found anywhere in what the command or its daemon printed, as in `/i\/o timeout/`.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertFailed(
    _ run: PullRun, saying pattern: some RegexComponent, file: StaticString = #filePath, line: UInt = #line
) {
    let isSaid = run.output.firstMatch(of: pattern) != nil
    fail(run, Shortfall.failed(run, isSaid: isSaid, "what the pattern asks for"), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that no pull of the run, follow-ups too, reported a success with wrong bytes in the store or with no image.
///
/// Fails too when a fault never fired, since nothing was tested then.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertNeverStoredCorrupt(_ run: PullRun, file: StaticString = #filePath, line: UInt = #line) {
    fail(run, Shortfall.neverStoredCorrupt(run), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull worked, or that one did once the faults were lifted, with nothing cleaned by hand.
///
/// Fails too when a fault never fired, since nothing was tested then.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - pulls: how many follow-up pulls that may take, 1 to 3.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertRecovered(
    _ run: PullRun, within pulls: Int = 3, file: StaticString = #filePath, line: UInt = #line
) {
    fail(run, Shortfall.recovered(run, within: pulls), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts the scenario's own verdict: the run passed, or fell short exactly as the scenario lists it as known.
///
/// - Parameters:
///   - run: as `chaospull` returned it.
///   - isStrict: a listed shortcoming that is gone fails too, so that the list is kept true.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertAsExpected(
    _ run: PullRun, isStrict: Bool = false, file: StaticString = #filePath, line: UInt = #line
) {
    fail(run, Shortfall.asExpected(run, isStrict: isStrict), file, line)
}

private func fail(_ run: PullRun, _ shortfall: String?, _ file: StaticString, _ line: UInt) {
    if let shortfall { XCTFail("\(shortfall)\n\(run.story)", file: file, line: line) }
}
