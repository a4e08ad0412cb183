import ArgumentParser
import ChaosPull
import Faults
import Glibc
import Scenarios
import Synchronization
import UnixSignals

/// What `shell` and `exec` have in common.
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

    @Flag(help: "Print every event, what a daemon prints too.")
    var verbose = false

    /// Lets the user in, tells events and faults on standard error, and ends with the exit code of what was run.
    ///
    /// - Parameter isTold: which events are printed.
    func run(_ what: Visit, in path: String, isTold: @escaping @Sendable (Event) -> Bool) async throws -> Never {
        let display = EventDisplay(isTerminal: isatty(STDERR_FILENO) == 1)
        let presence = Presence()
        let isShell = what == .shell
        let report: VisitReport
        do {
            // Ctrl-C goes to all that the terminal has in front, this process among them, and the visitor does with it what
            // he wants.
            report = try await withInterruption(
                notice: nil, by: [.sigint, .sigterm, .sighup],
                isMeant: { signal in
                    signal != .sigint || !presence.isInside.load(ordering: .relaxed) || isatty(STDIN_FILENO) != 1
                }
            ) { [puller, custom, seed] in
                let cell = try await Matrix.cell(path: path, puller: puller, custom: custom, seed: seed)
                return try await visit(
                    cell, what, hear: { if isTold($0) { display.show($0) } },
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

/// Whether the visitor has the terminal.
private final class Presence: Sendable {
    let isInside = Atomic(false)
}

/// Prints events on standard error, on a terminal in a line of their own beside what is typed.
private struct EventDisplay: Sendable {
    let isTerminal: Bool

    /// The prompt's line is erased first; the line is faint (ECMA-48, EL and SGR).
    func show(_ event: Event) {
        let line = String(event.line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) })
        printError(isTerminal ? "\r\u{1b}[K\u{1b}[2m\(line)\u{1b}[0m" : line)
    }
}
