import ArgumentParser
import ChaosPull
import Faults
import Glibc
import Scenarios
import Synchronization
import UnixSignals

/// The options that `shell` and `exec` share.
struct VisitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The puller whose configuration, environment and daemon are there. None without it.", valueName: "name"
        )
    )
    var puller: String?

    @OptionGroup var custom: CustomPullerOptions

    @Option(help: "The seed of everything that is random.")
    var seed: UInt64 = 1

    @Option(help: ControlHelp.option)
    var control: String?

    @Flag(help: "Print every event, what a daemon prints too.")
    var verbose = false

    /// Starts the visit, prints events and fired faults on standard error, and exits with the visitor's exit code.
    ///
    /// - Parameter isTold: which events to print.
    func run(_ what: Visit, in path: String, isTold: @escaping @Sendable (Event) -> Bool) async throws -> Never {
        let display = EventDisplay(isTerminal: isatty(STDERR_FILENO) == 1)
        let presence = Presence()
        let isShell = what == .shell
        let report: VisitReport
        do {
            // Ctrl-C reaches every process in the terminal's foreground, including this one. The visitor decides what
            // to do with it.
            report = try await withInterruption(
                notice: nil, by: [.sigint, .sigterm, .sighup],
                isMeant: { signal in
                    signal != .sigint || !presence.isInside.load(ordering: .relaxed) || isatty(STDIN_FILENO) != 1
                }
            ) { [puller, custom, seed, control] in
                let cell = try await Matrix.cell(path: path, puller: puller, custom: custom, seed: seed)
                return try await visit(
                    cell, what, control: control, hear: { if isTold($0) { display.show($0) } },
                    arrived: { banner in
                        if isShell { printError(banner) }
                        presence.isInside.store(true, ordering: .relaxed)
                    }
                )
            }
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.broken)
        }
        for line in report.faults { printError("chaospull: \(line)") }
        if report.faults.isEmpty { printError("chaospull: the scenario has no faults") }
        throw ArgumentParser.ExitCode(report.exitCode)
    }
}

/// Whether the visitor currently has the terminal.
private final class Presence: Sendable {
    let isInside = Atomic(false)
}

/// Prints events on standard error; on a terminal each one on a line of its own, apart from what is typed.
private struct EventDisplay: Sendable {
    let isTerminal: Bool

    /// Erases the prompt's line first, and prints in faint (ECMA-48, EL and SGR).
    func show(_ event: Event) {
        writeError(isTerminal ? "\r\u{1b}[K\u{1b}[2m\(event.line)\u{1b}[0m" : event.line)
    }
}
