import Faults
import Scenarios

/// What a scenario claims about a run, of all pullers or of one that is known to fall short.
struct Claims {
    private let outcomes: Set<Outcome>
    private let outcomeText: String
    private let error: OutputPattern?
    private let observables: Observables
    private let recovery: Recovery

    init(_ expectation: Expectation) {
        outcomes = expectation.pull == .succeeds ? [.pulled] : [.failed]
        outcomeText = expectation.pull.rawValue
        error = expectation.error
        observables = expectation.observables
        recovery = expectation.recovery
    }

    /// What the entry does not say about recovery is as expected of everyone.
    init(_ known: KnownShortcoming, else expectation: Expectation) {
        outcomes =
            switch known.pull {
            case .succeeds: [.pulled]
            case .fails: [.failed]
            case .hangs: [.hung]
            case .crashes: [.crashed]
            }
        outcomeText = known.pull.rawValue
        error = known.error
        observables = known.observables
        recovery = known.recovery ?? expectation.recovery
    }

    func findings(_ facts: RunFacts) -> [Finding] {
        var findings = [pull(facts)]
        if let within = observables.within { findings.append(self.within(within, facts)) }
        if let error { findings.append(says(error, facts)) }
        for (word, range) in observables.requests.sorted(by: { $0.key < $1.key }) {
            findings.append(count("requests for \(word)", range, facts.requests(of: word)))
        }
        for (name, range) in observables.dnsQueries.sorted(by: { $0.key < $1.key }) {
            findings.append(count("dns-queries for \(name)", range, facts.dnsQueries(for: name)))
        }
        if let range = observables.resumes { findings.append(count("resumes", range, facts.resumes)) }
        if facts.outcome != .pulled { findings.append(recovers(facts)) }
        return findings
    }

    private func pull(_ facts: RunFacts) -> Finding {
        Finding(
            "pull", isMet: outcomes.contains(facts.outcome), expected: outcomeText, actual: facts.outcome.rawValue,
            evidence: Array(facts.outputLines.suffix(3).map { "\($0.program): \($0.line)" })
        )
    }

    private func within(_ limit: Duration, _ facts: RunFacts) -> Finding {
        Finding(
            "within", isMet: facts.pull.seconds <= limit.inSeconds, expected: "at most \(Units.text(limit))",
            actual: Units.text(.seconds(facts.pull.seconds.clampedSeconds))
        )
    }

    private func says(_ pattern: OutputPattern, _ facts: RunFacts) -> Finding {
        let match = facts.outputLines.first { pattern.matches($0.line) }
        return Finding(
            "error", isMet: match != nil || pattern.matches(facts.output), expected: "/\(pattern.text)/",
            actual: match?.line ?? facts.outputLines.last?.line ?? "no output",
            evidence: match.map { ["\($0.program): \($0.line)"] } ?? []
        )
    }

    private func count(_ what: String, _ range: CountRange, _ events: [Event]) -> Finding {
        Finding(
            what, isMet: range.contains(events.count), expected: range.description, actual: "\(events.count)",
            evidence: events.prefix(5).map(\.line)
        )
    }

    private func recovers(_ facts: RunFacts) -> Finding {
        let pulls = facts.observations.followUps
        let worked = pulls.firstIndex(where: \.isGood).map { $0 + 1 }
        let actual = worked.map { "pull \($0) works" } ?? "\(pulls.count) pulls do not work"
        return switch recovery {
        case .works(let range):
            Finding(
                "recovers", isMet: worked.map(range.contains) ?? false,
                expected: "a pull works once the faults are lifted (\(range))", actual: actual
            )
        case .never:
            Finding("recovers", isMet: worked == nil, expected: "no pull works even then", actual: actual)
        }
    }
}
