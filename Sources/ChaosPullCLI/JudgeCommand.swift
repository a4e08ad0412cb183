import ArgumentParser
import ChaosPull
import Glibc
import Scenarios

struct JudgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judge runs again from what they left to read, after an expectation was edited.",
        discussion: """
            Nothing is run. Each verdict.json is written again, byte for byte the same unless the scenario was edited. \
            Exit codes are those of 'chaospull run'.
            """
    )

    @Argument(help: "Folders of runs, or folders of them.")
    var folders: [String]

    @Option(help: "Judge against this scenario file instead of the one in each folder.")
    var scenario: String?

    @Flag(help: "Fail also when a listed shortcoming is gone.")
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
