import Faults
import Glibc
import Judging
import Scenarios

/// A finished run with recorded decisions, which can be run again with the same decisions.
public struct RecordedRun: Sendable {
    /// The run itself.
    public let run: SavedRun
    let recording: Recording
    /// The scenario, under its original name.
    let scenario: Scenario

    /// - Parameter folder: the folder of a run of 'chaospull run --record'; scenario and decisions may have been edited
    ///   since.
    /// - Throws: `ChaosPullError` about missing or unreadable files, with file, line and column where possible;
    ///   `ScenarioError`.
    public init(folder: String) throws {
        let folders = try SavedRun.folders(in: [folder])
        guard let first = folders.first, folders.count == 1 else {
            throw ChaosPullError("\(folder) holds \(folders.count) runs; expected the folder of one")
        }
        run = try SavedRun(folder: first)
        scenario = try Scenario(yaml: run.scenario.source, file: run.observations.scenario + ".yaml")
        recording = try Recording(folder: first, scenario: scenario)
    }

    /// The puller of the recorded run, as it is installed now.
    ///
    /// - Throws: `ChaosPullError` if it is not installed.
    package func puller(among choice: PullerChoice) async throws -> InstalledPuller {
        let name = run.observations.puller
        guard let puller = try await InstalledPuller.select([name], among: choice).first(where: { $0.name == name })
        else { throw ChaosPullError("\(name) is not installed; the run in \(run.folder) was with it") }
        return puller
    }

    /// Runs it again: every recorded occurrence gets its recorded decision, and no other one is hit.
    ///
    /// - Parameters:
    ///   - puller: the recorded run's puller, in any version.
    ///   - seed: for the image and everything else that is made from a seed; nil for the recorded run's.
    ///   - output: the folder in which the new run gets its own folder.
    ///   - isCaptured: whether to capture the traffic there, as `capture.pcapng`.
    ///   - progress: called from many threads.
    /// - Throws: `ChaosPullError` if the new run's folder would replace the recorded one's.
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

    /// Whether one folder is the other or contains it, with symbolic links resolved.
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
