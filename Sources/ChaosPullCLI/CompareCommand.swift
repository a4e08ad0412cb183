import ArgumentParser
import ChaosPull

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Say what changed in behaviour between two result files.",
        discussion: """
            Reads what '--report json=FILE' wrote. Error texts are compared without times, addresses, ports and other \
            numbers. A pull is slower if it takes more than half longer and more than 2 s longer.

            Exit codes: 0 nothing got worse; 1 a regression, or a cell without a verdict; 64 wrong usage.
            """
    )

    @Argument(help: "The old result file.")
    var old: String

    @Argument(help: "The new result file.")
    var new: String

    func run() throws {
        let comparison: Comparison
        do {
            comparison = Comparison(
                old: try ResultFile(contentsOf: old).results, new: try ResultFile(contentsOf: new).results
            )
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
        print(ComparisonReport.text(comparison), terminator: "")
        if comparison.hasRegression { throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed) }
    }
}
