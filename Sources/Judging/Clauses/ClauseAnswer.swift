import Scenarios

/// What one run says about a clause of a specification.
public struct ClauseAnswer: Sendable, Codable, Equatable {
    /// The name of the clause, as in `RFC 9112 7.1`.
    public let clause: String
    /// Whether the puller kept it; nil if the run does not say.
    public let holds: Bool?

    package init(_ clause: String, holds: Bool?) {
        self.clause = clause
        self.holds = holds
    }

    /// No answer to any clause of a scenario; nil if it names none.
    package static func none(of scenario: Scenario) -> [ClauseAnswer]? {
        scenario.clauses.isEmpty ? nil : scenario.clauses.map { ClauseAnswer($0.name, holds: nil) }
    }

    /// The answers to the clauses of a scenario; nil if it names none.
    ///
    /// A run that was skipped, is inconclusive or broken says nothing. Otherwise what the clause is about decides: a
    /// puller that prints a secret, or cleans up badly, may keep the clause all the same.
    ///
    /// - Parameters:
    ///   - scenario: the scenario that names the clauses.
    ///   - verdict: the verdict on the run.
    ///   - facts: nil if there was no pull.
    static func all(of scenario: Scenario, _ verdict: Verdict, _ facts: RunFacts?) -> [ClauseAnswer]? {
        guard let facts, !scenario.clauses.isEmpty else { return none(of: scenario) }
        return scenario.clauses.map { ClauseAnswer($0.name, holds: holds($0.evidence, verdict, facts)) }
    }

    private static func holds(_ evidence: Clause.Evidence, _ verdict: Verdict, _ facts: RunFacts) -> Bool? {
        switch verdict.status {
        case .skipped, .inconclusive, .broken: return nil
        case .passed: return true
        case .known, .failed: break
        }
        let isBroken =
            switch evidence {
            case .behavior: verdict.findings.contains { !$0.isMet && $0.isOfBehavior }
            case .authorization: SecretsCheck.hasSentAuthorizationElsewhere(facts)
            case .waiting: PolitenessCheck.hasIgnoredRetryAfter(facts)
            }
        // A fault that never fired has asked nothing, and other than by it the puller may still have done wrong.
        let hasAsked = verdict.findings.allSatisfy { $0.check != FiringCheck.name || $0.isMet }
        guard hasAsked else { return isBroken && evidence != .behavior ? false : nil }
        return !isBroken
    }
}

extension Finding {
    /// Whether it is about what the puller did, and not about its words, its time or what it left.
    fileprivate var isOfBehavior: Bool {
        ["integrity", "termination", "pull", "resumes", "udp-besides-dns"].contains(check)
            || ["requests for ", "dns-queries for ", "backoff for "].contains { check.hasPrefix($0) }
    }
}
