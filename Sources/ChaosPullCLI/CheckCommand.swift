import ArgumentParser
import ChaosPull
import Scenarios

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check scenario files without running them.",
        discussion:
            "Prints all errors, not only the first. Exit codes: 0 no error, 1 errors, 64 wrong usage."
    )

    @Argument(help: "Scenario files, folders of them, or names such as udp-loss.")
    var paths: [String] = []

    @OptionGroup var custom: CustomPullerOptions

    func validate() throws {
        guard !paths.isEmpty || !custom.pullerFiles.isEmpty || !custom.commands.isEmpty else {
            throw ValidationError("nothing to check; expected scenario files, folders of them, or --puller-file")
        }
    }

    func run() throws {
        let files: [String]
        do {
            files = try ScenarioFiles.find(paths: paths)
        } catch {
            printError("\(error)")
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
        let pullerProblems = custom.pullerFiles.flatMap(Self.problems)
        // If a puller's file cannot be read, the valid names are not known.
        let names = pullerProblems.isEmpty ? try Matrix.choice(custom).names : nil
        let problems = files.map { Scenario.problems(inFile: $0, pullers: names) }
        let unused = CatalogProblems.all(checking: files)
        for problem in pullerProblems + problems.flatMap(\.self) + unused { printError("\(problem)") }
        if !paths.isEmpty {
            print("\(files.count.counted("scenario")), \(problems.count { !$0.isEmpty }) wrong")
        }
        if !custom.pullerFiles.isEmpty {
            print("\(custom.pullerFiles.count.counted("puller")), \(pullerProblems.count) wrong")
        }
        if !pullerProblems.isEmpty || !unused.isEmpty || problems.contains(where: { !$0.isEmpty }) {
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed)
        }
    }

    private static func problems(inPullerFile path: String) -> [ScenarioError] {
        do {
            _ = try PullerDefinition(contentsOf: path)
            return []
        } catch {
            return [error]
        }
    }
}
