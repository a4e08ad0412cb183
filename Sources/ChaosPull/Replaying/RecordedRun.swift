import Faults
import Glibc
import Judging
import Scenarios

/// A run that is over and whose decisions were recorded, so that it can be run again with the same ones.
public struct RecordedRun: Sendable {
    /// The run itself.
    public let run: SavedRun
    let recording: Recording
    /// What ran, under the name that it had.
    let scenario: Scenario

    /// - Parameter folder: as 'chaospull run --record' has left it; scenario and decisions may have been edited since.
    /// - Throws: `ChaosPullError` about files that are missing or cannot be read, with file, line and column where one
    ///   is to blame; `ScenarioError`.
    public init(folder: String) throws {
        let folders = try SavedRun.folders(in: [folder])
        guard let first = folders.first, folders.count == 1 else {
            throw ChaosPullError("\(folder) holds \(folders.count) runs; expected the folder of one")
        }
        run = try SavedRun(folder: first)
        scenario = try Scenario(yaml: run.scenario.source, file: run.observations.scenario + ".yaml")
        recording = try Recording(folder: first, scenario: scenario)
    }

    /// The puller of the recorded run, as this machine has it now.
    ///
    /// - Throws: `ChaosPullError` when it is not installed.
    package func puller(among choice: PullerChoice) async throws -> InstalledPuller {
        let name = run.observations.puller
        guard let puller = try await InstalledPuller.select([name], among: choice).first(where: { $0.name == name })
        else { throw ChaosPullError("\(name) is not installed; the run in \(run.folder) was with it") }
        return puller
    }

    /// Runs it again: every occurrence that was recorded meets what it met then, and no other is hit.
    ///
    /// - Parameters:
    ///   - puller: the recorded run's, in whatever version.
    ///   - seed: of the image and whatever else is made from a seed; the recorded run's without it.
    ///   - output: the folder under which the run gets one of its own.
    ///   - isCaptured: leaves what crossed the wire there, as `capture.pcapng`.
    ///   - progress: called from many threads.
    /// - Throws: `ChaosPullError` when the new run's folder would replace the recorded one's.
    package func replay(
        with puller: InstalledPuller, seed: UInt64? = nil, output: String, isCaptured: Bool = false,
        progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> Replay {
        let cell = Cell(scenario: scenario, puller: puller, seed: seed ?? run.observations.seed)
        let folder = RunFolder.path(output: output, plan: cell.plan())
        guard !Self.isSameOrAbove(folder, run.folder) else {
            throw ChaosPullError("\(folder) is where the recorded run is; give another folder with --output")
        }
        let replayed = try await runCell(
            cell, output: output, isCaptured: isCaptured, replaying: RecordedDecisions(recording.decisions),
            progress: progress
        )
        return Replay(recorded: run.result, replayed: replayed.result, report: replayed.observations.replay)
    }

    /// Whatever links lead there.
    private static func isSameOrAbove(_ folder: String, _ other: String) -> Bool {
        let (folder, other) = (resolved(folder), resolved(other))
        return other == folder || other.hasPrefix(folder + "/")
    }

    private static func resolved(_ path: String) -> String {
        guard let end = realpath(path, nil) else { return path }
        defer { free(end) }
        return String(cString: end)
    }
}
