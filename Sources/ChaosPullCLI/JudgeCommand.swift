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

    @Option(help: "Judge against this scenario file instead of the one in each folder.")
    var scenario: String?

    @Flag(help: "Fail also if a listed shortcoming no longer occurs.")
    var strict = false

    func run() throws {
        let runs = try SavedRuns.read(folders, scenario: scenario)
        for run in runs { try run.writeVerdict() }
        let judged = runs.map(\.result)
        let series = SeedSeries.all(of: runs)
        let results = SeedSeries.judging(judged, by: series)
        print(
            ConsoleReport.text(results, isColored: isatty(STDOUT_FILENO) == 1, width: TerminalWidth.current),
            terminator: "")
        print(ConsoleReport.seeds(series), terminator: "")
        throw ArgumentParser.ExitCode(ChaosPull.ExitCode.of(results, isStrict: strict))
    }
}
