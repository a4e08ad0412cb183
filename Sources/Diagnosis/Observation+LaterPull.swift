import Judging

extension Observation {
    /// The outcome of a pull after the faults were over, which failed too.
    static let later = "later pull failed"

    /// What later pulls printed, of the runs with such a pull; equal texts are one observation.
    static func all(of runs: [RunResult], later: [String: LaterFailure]) -> [Observation] {
        let failures = runs.compactMap { run in later[run.folder].map { (run: run, failure: $0) } }
        let alike = Dictionary(grouping: failures) { ErrorWords.of($0.failure.error).joined(separator: " ") }
        return alike.values.map { failures in
            let failures = failures.sorted { ($0.run.name, $0.run.seed) < ($1.run.name, $1.run.seed) }
            let seconds = failures.map { Int($0.failure.seconds.rounded()) }
            return Observation(
                pullers: Set(failures.map(\.run.name)).sorted(), outcome: Self.later,
                error: String(failures[0].failure.error.prefix(longestError)),
                seconds: [seconds.min() ?? 0, seconds.max() ?? 0])
        }.sorted { ($1.pullers.count, $0.error ?? "") < ($0.pullers.count, $1.error ?? "") }
    }
}
