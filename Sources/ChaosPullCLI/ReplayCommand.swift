import ArgumentParser
import ChaosPull
import Glibc
import Scenarios

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a recorded run again with the decisions of its faults.",
        discussion: """
            Runs the same scenario, puller and seed again. The decision of a fault about the n-th occurrence of a flow is \
            read from decisions.jsonl, which may have been edited; other occurrences are not hit. See docs/replay.md.

            Exit codes: 0 the same verdict, 1 another one, 2 the harness broke, 64 wrong usage, 130 interrupted.
            """
    )

    @Argument(help: "The folder of a run of 'chaospull run --record'.")
    var folder: String

    @Option(help: "The folder for the run's folder.")
    var output = "chaospull-replays"

    @Flag(help: "Capture the traffic as capture.pcapng in the run's folder, with the TLS secrets.")
    var capture = false

    @Flag(help: "Fail also if the traffic diverged from the recording.")
    var strict = false

    @OptionGroup var custom: CustomPullerOptions

    func run() async throws {
        let choice = try Matrix.choice(custom)
        let status = StatusDisplay(isTerminal: isatty(STDOUT_FILENO) == 1)
        let replay = try await Self.usage {
            try await withInterruption { [folder, output, capture] in
                let recorded = try RecordedRun(folder: folder)
                let puller = try await recorded.puller(among: choice)
                return try await status.whileRunning {
                    try await recorded.replay(
                        with: puller, output: output, isCaptured: capture, progress: status.hear
                    )
                }
            }
        }
        print(replay.text, terminator: "")
        throw ArgumentParser.ExitCode(replay.exitCode(isStrict: strict))
    }

    /// Turns errors about folders, files and pullers into usage errors, without the usage text.
    private static func usage<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as any Error & CustomStringConvertible where error is ChaosPullError || error is ScenarioError
        {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}
