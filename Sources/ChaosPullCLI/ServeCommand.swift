import ArgumentParser
import ChaosPull
import Faults
import Glibc
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a scenario to a puller that is not in a sandbox, with its faults armed.",
        discussion: """
            Prints the addresses, the file of the authority and what docker, containerd and podman must be told, then \
            events as they happen. Ctrl-C ends it; it then says which faults fired and what was asked. Only faults of \
            http, auth, tls and image can be served; the others need the sandbox of 'chaospull run'.
            """
    )

    @Argument(help: "The scenario file.")
    var scenario: String

    @Option(help: ArgumentHelp("The address to listen on; 0.0.0.0 and :: are all.", valueName: "address"))
    var listen = ServingPlace.usualAddress

    @Option(help: "The registry's port; the next ones are for auth, cdn and mirror. 0: the kernel chooses.")
    var port = ServingPlace.usualPort

    @Option(
        help: ArgumentHelp(
            "The name or address by which clients reach it, in URLs and certificates; without it, the address.",
            valueName: "host"))
    var name: String?

    @Flag(help: "One port for all hosts, which are told apart by name, as in registry.test and cdn.test.")
    var singlePort = false

    @Option(help: "The seed of everything random.")
    var seed: UInt64 = 1

    @Option(help: "The folder for the authority, files for pullers, and at the end served.json and timeline.jsonl.")
    var output = ServingFolder.usualPath

    @Option(help: ControlHelp.option)
    var control: String?

    @Flag(help: "Print every event, connections that work too.")
    var verbose = false

    func validate() throws { try OutputFolder.check(output) }

    func run() async throws {
        let endings: [UnixSignal] = [.sigint, .sigterm, .sighup]
        let arriving = await UnixSignalsSequence(trapping: endings)
        let isVerbose = verbose
        do {
            let plan = try plan()
            let report = try await serve(
                plan, in: ServingFolder(output), control: control,
                hear: { if $0.isTold || isVerbose { printAtOnce($0.line) } },
                opened: { printAtOnce($0) },
                until: {
                    for await _ in arriving { break }
                    // A second signal ends the program at once.
                    for ending in endings { signal(ending.rawValue, SIG_DFL) }
                }
            )
            printAtOnce(report.text)
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.broken)
        }
    }

    /// What cannot be served is wrong usage.
    private func plan() throws -> ServingPlan {
        let scenario = try Matrix.scenario(scenario)
        do {
            let place = try ServingPlace(listen: listen, port: port, name: name, isOnePort: singlePort)
            return try ServingPlan(scenario, file: self.scenario, seed: seed, at: place)
        } catch {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}

/// Prints on standard output, also where that is no terminal but a pipe or a log.
private func printAtOnce(_ text: String) {
    print(text)
    fflush(nil)
}
