import Judging
import Scenarios

/// Runs one scenario with one puller and judges it.
///
/// Needs root and the puller, as ``Readiness/of(_:)`` says beforehand.
///
/// - Parameters:
///   - scenario: read from a file, or built in Swift.
///   - puller: a puller that is installed.
///   - seed: of everything that is random; the same one takes the same decisions.
///   - output: the folder under which the run has one of its own.
/// - Returns: the run, also when the harness broke in it: its status is then `broken`.
/// - Throws: `ChaosPullError` for a puller that is not there.
public func runScenario(
    _ scenario: Scenario, with puller: PullerName, seed: UInt64 = 1, output: String = "chaospull-results"
) async throws -> PullRun {
    guard let installed = try await InstalledPuller.select([puller.rawValue]).first else {
        throw ChaosPullError("\(puller) is not installed; run 'chaospull doctor'")
    }
    return try await runCell(Cell(scenario: scenario, puller: installed, seed: seed), output: output)
}
