import Faults
import Scenarios

/// The claims of a scenario about a run, for all pullers or for one that is known to fall short.
struct Claims {
    private let outcomes: Set<Outcome>
    private let outcomeText: String
    private let error: OutputPattern?
    private let observables: Observables
    private let termination: TerminationCheck
    private let recovery: RecoveryCheck
    private let secrets: SecretsCheck
    private let outside: OutsideCheck
    private let export: ExportCheck
    private let politeness: PolitenessCheck

    init(_ expectation: Expectation) {
        outcomes =
            switch expectation.pull {
            case .succeeds: [.pulled]
            case .fails: [.failed]
            case .either: [.pulled, .failed]
            }
        outcomeText = expectation.pull == .either ? "succeeds or fails" : expectation.pull.rawValue
        error = expectation.error
        observables = expectation.observables
        termination = TerminationCheck(mayHang: false)
        recovery = RecoveryCheck(recovery: expectation.recovery)
        secrets = SecretsCheck(allowed: [])
        outside = OutsideCheck(allowed: [])
        export = ExportCheck(isKnownToFail: false)
        politeness = PolitenessCheck(
            limit: observables.requestsPerSecond ?? PolitenessCheck.usualLimit, ignoresRetryAfter: false
        )
    }

    /// Recovery and requests per second are as expected unless the entry says otherwise.
    init(_ known: KnownShortcoming, else expectation: Expectation) {
        outcomes =
            switch known.pull {
            case .succeeds: [.pulled]
            case .fails: [.failed]
            case .hangs: [.hung]
            case .crashes: [.crashed]
            case .stale: [.stale]
            }
        outcomeText = known.pull.rawValue
        error = known.error
        observables = known.observables
        termination = TerminationCheck(mayHang: known.pull == .hangs)
        recovery = RecoveryCheck(recovery: known.recovery ?? expectation.recovery)
        secrets = SecretsCheck(allowed: known.leaks)
        outside = OutsideCheck(allowed: known.outside)
        export = ExportCheck(isKnownToFail: known.cannotExport)
        politeness = PolitenessCheck(
            limit: observables.requestsPerSecond ?? expectation.observables.requestsPerSecond
                ?? PolitenessCheck.usualLimit,
            ignoresRetryAfter: known.ignoresRetryAfter
        )
    }

    /// The findings of the claims, then of the checks that a scenario can change.
    func findings(_ facts: RunFacts) throws(PatternFailure) -> [Finding] {
        let checks: [any Check] = [recovery, LeftoversCheck(range: observables.leftovers)]
        return [termination.finding(facts)] + (try claims(facts)) + checks.map { $0.finding(facts) } + manners(facts)
    }

    /// Checks that hold in every run, whether or not its faults fired.
    func manners(_ facts: RunFacts) -> [Finding] {
        [secrets.finding(facts), outside.finding(facts), export.finding(facts), politeness.finding(facts)]
    }

    private func claims(_ facts: RunFacts) throws(PatternFailure) -> [Finding] {
        var findings = [pull(facts)]
        if let atOnce = facts.observations.atOnce {
            findings.append(Finding("at-once", isMet: true, expected: "told", actual: atOnce.text, evidence: []))
        }
        if let within = observables.within { findings.append(self.within(within, facts)) }
        if let limit = observables.memory { findings.append(memory(limit, facts)) }
        if let limit = observables.recoversWithin { findings.append(recovered(within: limit, facts)) }
        // A pull that may succeed has to print something only if it fails.
        if let error, !outcomes.contains(.pulled) || facts.outcome != .pulled {
            findings.append(try says(error, facts))
        }
        for (word, range) in observables.requests.sorted(by: { $0.key < $1.key }) {
            findings.append(count("requests for \(word)", range, facts.requests(of: word)))
        }
        for (word, range) in observables.followUpRequests.sorted(by: { $0.key < $1.key }) {
            findings.append(count("follow-up-requests for \(word)", range, facts.followUpRequests(of: word)))
        }
        for (name, range) in observables.dnsQueries.sorted(by: { $0.key < $1.key }) {
            findings.append(count("dns-queries for \(name)", range, facts.dnsQueries(for: name)))
        }
        if let range = observables.resumes { findings.append(count("resumes", range, facts.resumes)) }
        if let range = observables.udpBesidesDNS {
            findings.append(count("udp-besides-dns", range, facts.udpBesidesDNS))
        }
        for (word, range) in observables.backoff.sorted(by: { $0.key < $1.key }) {
            findings.append(backoff(word, range, facts))
        }
        return findings
    }

    private func pull(_ facts: RunFacts) -> Finding {
        let lines = (facts.crashEvent.map { [$0] } ?? facts.errorEvents).map(\.line)
        return Finding(
            "pull", isMet: outcomes.contains(facts.outcome), expected: outcomeText,
            actual: facts.outcome.rawValue + (facts.outcome == .crashed ? ": \(facts.crashText)" : ""),
            // If nothing was printed, the evidence is how it ended.
            evidence: lines.isEmpty ? facts.end : lines
        )
    }

    private func within(_ limit: Duration, _ facts: RunFacts) -> Finding {
        Finding(
            "within", isMet: facts.pull.seconds <= limit.inSeconds, expected: "at most \(Units.text(limit))",
            actual: Units.text(.seconds(facts.pull.seconds.clampedSeconds)),
            evidence: facts.judged.prefix(1).map(\.line) + facts.end.suffix(1)
        )
    }

    /// Memory that was not measured is not at most anything.
    private func memory(_ limit: Int, _ facts: RunFacts) -> Finding {
        let memory = facts.pull.memory
        return Finding(
            "memory", isMet: memory.map { $0.objection == nil && $0.peak <= limit } ?? false,
            expected: "at most \(Units.text(bytes: limit))", actual: memory?.text ?? "not measured",
            evidence: facts.judged.prefix(1).map(\.line) + facts.end.suffix(1)
        )
    }

    private func recovered(within limit: Duration, _ facts: RunFacts) -> Finding {
        let seconds = facts.secondsToRecovery
        let tries = facts.observations.tries ?? 1
        return Finding(
            "recovers-within", isMet: seconds.map { $0 <= limit.inSeconds } ?? false,
            expected: "at most \(Units.text(limit)) after the faults are over",
            actual: seconds.map {
                ($0 > 0 ? "\(Units.text(.seconds($0.clampedSeconds))) after" : "before") + ", in pull \(tries)"
            } ?? "no pull of \(tries) works",
            evidence: facts.judged.filter { $0.isPhase(.pullAgain) }.suffix(Finding.mostEvidence - 1).map(\.line)
                + facts.end.suffix(1)
        )
    }

    private func says(_ pattern: OutputPattern, _ facts: RunFacts) throws(PatternFailure) -> Finding {
        let place = try pattern.firstMatch(in: facts.output)
        let match = place.flatMap(facts.outputEvent(at:))
        return Finding(
            "error", isMet: place != nil, expected: "/\(pattern.text)/",
            actual: match?.outputLine ?? facts.errorText ?? facts.outputLines.last?.line ?? "no output",
            evidence: match.map { [$0.line] } ?? facts.errorEvents.map(\.line)
        )
    }

    private func count(_ what: String, _ range: CountRange, _ events: [Event]) -> Finding {
        Finding(
            what, isMet: range.contains(events.count), expected: range.description, actual: "\(events.count)",
            evidence: events.prefix(Finding.mostEvidence).map(\.line)
        )
    }

    /// Holds if every selected resource waited as long as expected, and at least one was tried again.
    private func backoff(_ word: String, _ range: DurationRange, _ facts: RunFacts) -> Finding {
        let gaps = Backoff.first(of: word, in: facts.judged)
        let wrong = gaps.first { !range.contains($0.gap) }
        let shown = wrong ?? gaps.first
        return Finding(
            "backoff for \(word)", isMet: wrong == nil && !gaps.isEmpty, expected: range.description,
            actual: shown.map { Units.text($0.gap) } ?? "never tried again",
            evidence: shown.map { [$0.answer.line, $0.request.line] } ?? []
        )
    }
}
