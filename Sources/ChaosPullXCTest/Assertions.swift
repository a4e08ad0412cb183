import ChaosPull
import XCTest

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull succeeded: success was reported, and every stored byte hashes to its digest.
///
/// Also fails if a fault never fired, since then nothing was tested.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - limit: how long the pull may take; nil for up to the deadline.
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
/// Also fails if a fault never fired, since then nothing was tested.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - text: a text in the output of the command or its daemon; nil for any output.
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
/// Also fails if a fault never fired, since then nothing was tested.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - pattern: a pattern in the output of the command or its daemon, as in `/i\/o timeout/`.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertFailed(
    _ run: PullRun, saying pattern: some RegexComponent, file: StaticString = #filePath, line: UInt = #line
) {
    let isSaid = run.output.firstMatch(of: pattern) != nil
    fail(run, Shortfall.failed(run, isSaid: isSaid, "what the pattern asks for"), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that no pull of the run, including follow-ups, reported success with wrong bytes or without an image.
///
/// Also fails if a fault never fired, since then nothing was tested.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertNeverStoredCorrupt(_ run: PullRun, file: StaticString = #filePath, line: UInt = #line) {
    fail(run, Shortfall.neverStoredCorrupt(run), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts that the pull or one of the follow-up pulls worked, after the faults were lifted and without any clean-up.
///
/// Also fails if a fault never fired, since then nothing was tested.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - pulls: how many follow-up pulls may be needed, 1 to 3.
///   - file: the file of the test.
///   - line: the line that a failure points at.
public func XCTAssertRecovered(
    _ run: PullRun, within pulls: Int = 3, file: StaticString = #filePath, line: UInt = #line
) {
    fail(run, Shortfall.recovered(run, within: pulls), file, line)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Asserts the scenario's own verdict: passed, or known because the run fell short exactly as listed.
///
/// - Parameters:
///   - run: the result of `chaospull`.
///   - isStrict: whether a listed shortcoming that no longer occurs fails too, so that the list stays true.
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
