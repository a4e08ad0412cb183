import Faults
import FoundationEssentials
import Scenarios

/// A finished run, read from its folder: what was seen, and the scenario.
public struct SavedRun: Sendable {
    /// The folder that the run left.
    public let folder: String
    package let scenario: Scenario
    package let observations: Observations
    package let timeline: [Event]

    /// The folder's name at the time of the run, which its verdict keeps.
    private let recordedFolder: String

    private struct Recorded: Decodable { let folder: String }

    /// - Parameters:
    ///   - folder: the folder of a run.
    ///   - scenarioFile: the scenario to judge against, or a folder with one of the same name; nil for the one in the
    ///     run's folder.
    /// - Throws: `ChaosPullError` about missing or unreadable files, and for a scenario with other faults than those
    ///   that ran; `ScenarioError`.
    public init(folder: String, scenarioFile: String? = nil) throws {
        self.folder = folder
        let file = folder + "/observations.json"
        observations = try SavedFile.decode(Observations.self, try SavedFile.bytes(file), at: file)
        timeline = try SavedTimeline.events(in: folder)
        let scenarioFile = Self.file(scenarioFile ?? folder + "/scenario.yaml", ofScenario: observations.scenario)
        scenario = try Scenario(ofRunIn: scenarioFile)
        let recorded = (try? SavedFile.bytes(folder + "/verdict.json")).flatMap { data in
            try? JSONDecoder().decode(Recorded.self, from: data)
        }
        recordedFolder = recorded?.folder ?? folder
        try checkFaults(scenarioFile)
    }

    private static func file(_ path: String, ofScenario name: String) -> String {
        var isFolder = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return isThere && isFolder ? "\(path)/\(name).yaml" : path
    }

    /// The run's result, judged now; the same as before if nothing was edited.
    public var result: RunResult { result(in: folder) }

    /// The run with its result, for the story and the views.
    public var pullRun: PullRun { PullRun(result: result, observations: observations, timeline: timeline) }

    /// The run as ``pullRun``, for readers who do not have its folder.
    public var pullRunWithoutFolder: PullRun {
        PullRun(result: result(in: ""), observations: observations, timeline: timeline)
    }

    /// The run's result as saved in its folder, under the folder's name at the time of the run.
    package var recordedResult: RunResult { result(in: recordedFolder) }

    private func result(in folder: String) -> RunResult {
        RunResult(judging: observations, timeline: timeline, against: scenario, folder: folder)
    }

    /// The runs' folders that the arguments of a command name: each is one run, or contains folders of runs.
    ///
    /// - Throws: `ChaosPullError` for a folder without a run.
    public static func folders(in paths: [String]) throws(ChaosPullError) -> [String] {
        var found: [String] = []
        for path in paths {
            var path = path
            while path.count > 1, path.last == "/" { path.removeLast() }
            if isRun(path) {
                found.append(path)
                continue
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let runs = names.sorted().map { "\(path)/\($0)" }.filter(isRun)
            guard !runs.isEmpty else {
                throw ChaosPullError("\(path) holds no run; expected a folder that 'chaospull run' has left")
            }
            found += runs
        }
        return found
    }

    private static func isRun(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/observations.json")
    }

    /// Expectations can be edited after a run, faults cannot.
    private func checkFaults(_ file: String) throws(ChaosPullError) {
        guard observations.harnessProblem == nil else { return }
        let ran = observations.faults.map { "\($0.name) (\($0.match))" }
        let named = scenario.faults.map { "\($0.name) (\($0.occasion))" }
        guard ran == named else {
            throw ChaosPullError(
                "\(file) has other faults than the run in \(folder); run it again, or edit no more than "
                    + "'expect' and 'known'"
            )
        }
    }
}
