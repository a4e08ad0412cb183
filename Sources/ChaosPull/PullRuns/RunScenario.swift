import Judging
import Scenarios

/// Runs one scenario with one puller and judges it.
///
/// Needs root and the puller; ``Readiness/of(_:)`` checks that.
///
/// - Parameters:
///   - scenario: read from a file, or built in Swift.
///   - puller: a puller that is installed.
///   - seed: the seed of everything random; the same seed gives the same decisions.
///   - output: the folder in which the run gets its own folder.
/// - Returns: the run, also if the harness broke; its status is then `broken`.
/// - Throws: `ChaosPullError` for a puller that is not there.
public func runScenario(
    _ scenario: Scenario, with puller: PullerName, seed: UInt64 = 1, output: String = "chaospull-results"
) async throws -> PullRun {
    guard let installed = try await InstalledPuller.select([puller.rawValue]).first else {
        throw ChaosPullError("\(puller) is not installed; run 'chaospull doctor'")
    }
    return try await runCell(Cell(scenario: scenario, puller: installed, seed: seed), output: output)
}
