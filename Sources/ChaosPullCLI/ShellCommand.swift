import ArgumentParser
import ChaosPull

struct ShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Open a shell in the world of a scenario, with its faults armed.",
        discussion: """
            Events are printed on standard error as they happen. Commands can be piped in. The exit code is the shell's. \
            Nothing is judged or kept.
            """
    )

    @Argument(help: "The scenario file.")
    var scenario: String

    @OptionGroup var options: VisitOptions

    func run() async throws {
        let isVerbose = options.verbose
        try await options.run(.shell, in: scenario) { $0.isTold || isVerbose }
    }
}
