/// The place of the bench: the command that it measures, and the folder for its output.
struct Workshop {
    /// The command, built for release, beside the bench.
    let command: String
    /// Never emptied: every measurement replaces what it left before.
    let folder: String

    /// - Parameter executable: the path by which the bench was started.
    init(executable: String) throws {
        let binaries = executable.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let prefix = binaries.isEmpty ? "" : binaries.joined(separator: "/") + "/"
        command = prefix + "chaospull"
        folder = prefix + "bench-results"
        try TextFile.makeFolder(folder)
    }

    /// Runs scenarios and returns their figures; verdicts are printed and do not stop a measurement.
    func run(_ name: String, _ arguments: [String], limit: Duration) throws -> Measured {
        let output = "\(folder)/\(name)"
        let log = "\(output).log"
        let words = [command, "run"] + arguments
        Progress.tell("\(words.joined(separator: " ")), at most \(Figures.seconds(limit)); see \(log)")
        let outcome = try Child(arguments: words + ["--output", output]).run(log: log, limit: limit)
        guard outcome.exitCode == 0 || outcome.exitCode == 1 else {
            throw BenchError("\(words.joined(separator: " ")) ended with exit code \(outcome.exitCode); see \(log)")
        }
        // The last line of the report counts the verdicts.
        let summary = try TextFile.read(log).split(separator: "\n").last.map(String.init) ?? ""
        Progress.tell("    \(summary) in \(Figures.seconds(outcome.duration))")
        return Measured(outcome: outcome, summary: summary, command: words.joined(separator: " "))
    }
}

/// A run of `chaospull`, measured.
struct Measured {
    let outcome: Child.Outcome
    /// The number of runs and their verdicts.
    let summary: String
    let command: String

    /// The summary up to the colon, as in `24 runs`.
    var count: String { String(summary.prefix { $0 != ":" }) }
}
