/// Whether several runs of one scenario with one puller and one seed agree.
///
/// A reliable judge says the same each time; a puller with races may still behave differently.
public struct Agreement: Sendable, Equatable {
    /// The part of a verdict on which runs must agree: status, outcome and unmet checks.
    public struct Verdict: Sendable, Hashable {
        /// The status of the run.
        public let status: Status
        /// How the pull ended; nil if there was none to judge.
        public let outcome: Outcome?
        /// The names of the unmet checks.
        public let unmet: Set<String>
        /// The runs with this verdict.
        public var count: Int

        package init(of result: RunResult) {
            status = result.status
            outcome = result.outcome
            unmet = Set(result.findings.filter { !$0.isMet }.map(\.check))
            count = 1
        }
    }

    /// The name of the scenario.
    public let scenario: String
    /// The name of the puller.
    public let puller: String
    /// The version of the puller.
    public let version: String
    /// The seed that the runs share.
    public let seed: UInt64
    /// The verdicts, the most frequent first.
    public let verdicts: [Verdict]

    /// The number of runs.
    public var runs: Int { verdicts.reduce(0) { $0 + $1.count } }
    /// Whether all runs have the same verdict.
    public var isUnanimous: Bool { verdicts.count == 1 }

    /// One for each cell that was run more than once, in the order of the results.
    public static func all(of results: [RunResult]) -> [Agreement] {
        var order: [[String]] = []
        var groups: [[String]: [RunResult]] = [:]
        for result in results {
            let key = [result.scenario, result.puller, result.version, "\(result.seed)"]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(result)
        }
        return order.compactMap { key in groups[key].flatMap(Agreement.init) }
    }

    private init?(_ results: [RunResult]) {
        guard let first = results.first, results.count > 1 else { return nil }
        scenario = first.scenario
        puller = first.puller
        version = first.version
        seed = first.seed
        var verdicts: [Verdict] = []
        for result in results {
            let verdict = Verdict(of: result)
            if let index = verdicts.firstIndex(where: {
                $0.status == verdict.status && $0.outcome == verdict.outcome && $0.unmet == verdict.unmet
            }) {
                verdicts[index].count += 1
            } else {
                verdicts.append(verdict)
            }
        }
        // Sorting is not guaranteed to be stable, so the place is part of the order.
        self.verdicts = verdicts.enumerated().sorted { first, second in
            (second.element.count, first.offset) < (first.element.count, second.offset)
        }.map(\.element)
    }
}
