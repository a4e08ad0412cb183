import ArgumentParser
import ChaosPull
import Glibc
import Scenarios

struct JudgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judge runs again from their folders, after an expectation was edited.",
        discussion: """
            Nothing is run. Each verdict.json is written again, byte for byte the same unless the scenario was edited. \
            Exit codes are those of 'chaospull run'.
            """
    )

    @Argument(help: "Folders of runs, or folders that contain some.")
    var folders: [String]

    @Option(help: "Judge against this scenario file, or this folder of scenarios, instead of each run's own file.")
    var scenario: String?

    @OptionGroup var reports: ReportOptions

    @Flag(help: "Fail also if a listed shortcoming no longer occurs.")
    var strict = false

    func run() throws {
        let requests = try reports.requests()
        var (judged, scenarios): ([RunResult], [Scenario]) = ([], [])
        // One after the other: the timelines of a whole matrix are larger than memory.
        for folder in try SavedRuns.folders(folders) {
            let run = try SavedRuns.read(folder, scenario: scenario)
            try run.writeVerdict()
            judged.append(run.result)
            scenarios.append(run.scenario)
        }
        let series = SeedSeries.all(of: judged, scenarios: scenarios)
        let results = SeedSeries.judging(judged, by: series)
        print(
            ConsoleReport.text(results, isColored: isatty(STDOUT_FILENO) == 1, width: TerminalWidth.current),
            terminator: "")
        print(ConsoleReport.seeds(series), terminator: "")
        try requests.writeOrBreak(ResultFile(results: results), isStrict: strict)
        throw ArgumentParser.ExitCode(ChaosPull.ExitCode.of(results, isStrict: strict))
    }
}
