import ChaosPull
import XCTest

/// Runs a scenario file with a real puller, for an XCTest to assert about.
///
/// ```swift
/// let run = try await chaospull("scenarios/udp-loss.yaml", with: .docker, seed: 7)
/// XCTAssertPulled(run, within: .seconds(60))
/// ```
///
/// - Parameters:
///   - path: the scenario file; a relative path is looked for in the folders above the test's file, nearest first,
///     then in the current folder.
///   - puller: the puller to run.
///   - seed: of everything that is random; the same one takes the same decisions.
///   - output: the folder under which every test has one of its own.
///   - file: the file of the test.
///   - line: the line that a skip points at.
///   - function: the name of the test.
/// - Throws: `XCTSkip` with the reason without root or the puller; `ScenarioError` about the file; another error when
///   the harness broke, and instead of the skip when `CHAOSPULL_REQUIRE` is set in the environment.
public func chaospull(
    _ path: String, with puller: PullerName, seed: UInt64 = 1, output: String = "chaospull-results",
    file: StaticString = #filePath, line: UInt = #line, function: String = #function
) async throws -> PullRun {
    let scenario = try Scenario(contentsOf: ScenarioPath.found(path, from: "\(file)"))
    return try await chaospull(
        scenario, with: puller, seed: seed, output: output, file: file, line: line, function: function)
}

/// Runs a scenario, read before or built in Swift, with a real puller, for an XCTest to assert about.
///
/// - Parameters:
///   - scenario: what goes wrong.
///   - puller: the puller to run.
///   - seed: of everything that is random; the same one takes the same decisions.
///   - output: the folder under which every test has one of its own.
///   - file: the file of the test.
///   - line: the line that a skip points at.
///   - function: the name of the test.
/// - Throws: as the form that takes a path.
public func chaospull(
    _ scenario: Scenario, with puller: PullerName, seed: UInt64 = 1, output: String = "chaospull-results",
    file: StaticString = #filePath, line: UInt = #line, function: String = #function
) async throws -> PullRun {
    if case .missing(let reason) = try await Readiness.of(puller) {
        guard !Requirement.isDemanded else { throw Requirement.unmet(reason) }
        throw XCTSkip(reason, file: file, line: line)
    }
    let folder = "\(output)/\(TestName.of(file: "\(file)", function: function))"
    let run = try await runScenario(scenario, with: puller, seed: seed, output: folder)
    guard run.result.status != .broken else { throw Requirement.broken(run) }
    return run
}
