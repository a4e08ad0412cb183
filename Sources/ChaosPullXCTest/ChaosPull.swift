import ChaosPull
import XCTest

/// Runs a scenario file with a real puller in an XCTest.
///
/// ```swift
/// let run = try await chaospull("scenarios/udp-loss.yaml", with: .docker, seed: 7)
/// XCTAssertPulled(run, within: .seconds(60))
/// ```
///
/// - Parameters:
///   - path: the scenario file. A relative path is searched in the folders above the test's file, nearest first, then
///     in the current folder.
///   - puller: the puller to run.
///   - seed: the seed of everything random; the same seed gives the same decisions.
///   - output: the folder in which every test gets its own folder.
///   - file: the file of the test.
///   - line: the line that a skip points at.
///   - function: the name of the test.
/// - Throws: `XCTSkip` with the reason if root or the puller is missing; `ScenarioError` about the file; another error
///   if the harness broke, and instead of the skip if `CHAOSPULL_REQUIRE` is set in the environment.
public func chaospull(
    _ path: String, with puller: PullerName, seed: UInt64 = 1, output: String = "chaospull-results",
    file: StaticString = #filePath, line: UInt = #line, function: String = #function
) async throws -> PullRun {
    let scenario = try Scenario(contentsOf: ScenarioPath.found(path, from: "\(file)"))
    return try await chaospull(
        scenario, with: puller, seed: seed, output: output, file: file, line: line, function: function)
}

/// Runs a scenario that was read from a file or built in Swift, with a real puller in an XCTest.
///
/// - Parameters:
///   - scenario: what goes wrong.
///   - puller: the puller to run.
///   - seed: the seed of everything random; the same seed gives the same decisions.
///   - output: the folder in which every test gets its own folder.
///   - file: the file of the test.
///   - line: the line that a skip points at.
///   - function: the name of the test.
/// - Throws: the same errors as the function that takes a path.
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
