import ArgumentParser
import ChaosPull

struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run one command in the world of a scenario, with its faults armed.",
        discussion: """
            Standard input, output and error belong to the command. At the end standard error says which faults fired. \
            The exit code is the command's. Nothing is judged or kept.
            """
    )

    @Argument(help: "The scenario file.")
    var scenario: String

    @OptionGroup var options: VisitOptions

    @Argument(parsing: .postTerminator, help: "After --: the command and its arguments.")
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else {
            throw ValidationError("there is no command; expected one behind --, as in '-- getent hosts cdn.test'")
        }
    }

    func run() async throws {
        let isVerbose = options.verbose
        try await options.run(.command(command), in: scenario) { _ in isVerbose }
    }
}
