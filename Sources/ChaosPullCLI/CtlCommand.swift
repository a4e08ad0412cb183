import ArgumentParser
import ChaosPull

struct CtlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ctl",
        abstract: "Turn faults of a world on and off while it is there, and ask what happened.",
        discussion: """
            The world is one of run, shell, exec or serve with '--control PATH'. Any program can ask the same: it writes a \
            line of JSON to the socket and reads one (docs/control.md).

            Exit codes: 0 done, 1 refused, 2 nobody listens.
            """,
        subcommands: [Arm.self, Heal.self, List.self, Fired.self, Events.self, Pull.self]
    )

    struct Place: ParsableArguments {
        @Option(help: ArgumentHelp("The socket of the world.", valueName: "path"), completion: .file())
        var control: String

        @Flag(help: "Print the answer as it comes, a line of JSON.")
        var json = false

        func ask(_ line: String) async throws {
            do {
                let reply = try await ControlClient.ask(line, at: control)
                let (text, isDone) = try ControlClient.text(of: reply)
                if json { print(reply) } else if isDone { print(text) } else { printError(text) }
                if !isDone { throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed) }
            } catch let error as ChaosPullError {
                printError(error.message)
                throw ArgumentParser.ExitCode(ChaosPull.ExitCode.broken)
            }
        }
    }

    struct Arm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Arm a fault, or a healed one again by its number.")

        @OptionGroup var place: Place

        @Argument(help: "A fault as in a scenario, such as '{fault: http.status, code: 503}', or the number of one.")
        var fault: String

        func run() async throws {
            let number = Int(fault).map { ["fault": $0] }
            try await place.ask(
                ControlClient.line("arm", fault: number == nil ? fault : nil, numbers: number ?? [:]))
        }
    }

    struct Heal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a fault, or all of them.")

        @OptionGroup var place: Place

        @Argument(help: "The number of the fault; all without it.")
        var fault: Int?

        func run() async throws {
            try await place.ask(ControlClient.line("heal", numbers: fault.map { ["fault": $0] } ?? [:]))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the faults, armed and healed.")

        @OptionGroup var place: Place

        func run() async throws { try await place.ask(ControlClient.line("list")) }
    }

    struct Fired: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the faults that fired.")

        @OptionGroup var place: Place

        func run() async throws { try await place.ask(ControlClient.line("fired")) }
    }

    struct Events: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what happened, at most 1000 events.")

        @OptionGroup var place: Place

        @Option(help: "The number of the first event.")
        var after = 0

        @Option(help: "The most events.")
        var limit = 1000

        func run() async throws {
            try await place.ask(ControlClient.line("events", numbers: ["after": after, "limit": limit]))
        }
    }

    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have the puller of a shell or exec pull, and say how that ended.")

        @OptionGroup var place: Place

        func run() async throws { try await place.ask(ControlClient.line("pull")) }
    }
}
