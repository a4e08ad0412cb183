import Faults
import ImageContent
import Scenarios

/// The judgement of one run: a pure function of the scenario, the observations and the timeline.
package struct Verdict: Sendable, Equatable {
    package let status: Status
    package let outcome: Outcome?
    package let findings: [Finding]
    package let why: String
    package let isFixed: Bool
    /// The ids of the shortcomings that excuse it, as in `no-stall-timeout`; empty unless the status is `known`.
    package let shortcomings: [String]

    package init(
        status: Status, outcome: Outcome? = nil, findings: [Finding] = [], why: String, isFixed: Bool = false,
        shortcomings: [String] = []
    ) {
        self.status = status
        self.outcome = outcome
        self.findings = findings
        self.why = why
        self.isFixed = isFixed
        self.shortcomings = shortcomings
    }

    package init(judging observations: Observations, timeline: [Event], against scenario: Scenario) {
        if let problem = observations.harnessProblem {
            self.init(status: .broken, why: problem)
            return
        }
        if let mangler = observations.mangler, !mangler.isLossless {
            self.init(status: .broken, why: "the mangler lost packets of its own: \(mangler)")
            return
        }
        guard let pull = observations.pull else {
            self.init(status: .broken, why: "the run has no pull to judge")
            return
        }
        let unread = ([pull] + observations.followUps).first { $0.isSuccess && $0.stored.unreadable != nil }
        if let reason = unread?.stored.unreadable {
            self.init(status: .inconclusive, why: "success was reported, and the store could not be read: \(reason)")
            return
        }
        let facts = RunFacts(observations: observations, pull: pull, timeline: timeline)
        let checks: [any Check] =
            [IntegrityCheck(), HonestyCheck()] + (scenario.registry.hasPlainPort ? [EncryptionCheck()] : [])
        let always = checks.map { $0.finding(facts) }
        let known = scenario.known.filter { $0.pullers.have(observations.puller, version: observations.version) }
        let judged: [Finding]
        let excuse: KnownShortcoming?
        do throws(PatternFailure) {
            judged = always + (try Claims(scenario.expectation).findings(facts))
            excuse = try Self.excuse(for: judged, among: known, scenario.expectation, always, facts)
        } catch {
            self.init(status: .broken, findings: always, why: error.description)
            return
        }
        let words = ProofByWords(observations, of: scenario)?.text
        let doubt = words.map { "; " + $0 } ?? ""
        let findings =
            judged
            + [FiringCheck(reservation: words).finding(facts), observations.timeline?.finding].compactMap(\.self)
        let unmet = judged.filter { !$0.isMet }

        if let silent = observations.faults.enumerated().first(where: { $0.element.fired <= 0 }) {
            let isGuilty =
                !always.allSatisfy(\.isMet) || !Self.isMannerly(facts, scenario.expectation, orListedIn: known)
            self.init(
                status: isGuilty ? .failed : .inconclusive, outcome: facts.outcome, findings: findings,
                why: silent.element.silence(at: silent.offset) + doubt
            )
        } else if always.allSatisfy(\.isMet), let cut = observations.timeline, cut.others > 0 {
            // Requests or failed calls that nobody sees any more may be what a claim counts.
            self.init(
                status: .inconclusive, outcome: facts.outcome, findings: findings,
                why: "\(cut.sentence), so the claims cannot be judged" + doubt)
        } else if unmet.isEmpty {
            let isFixed = known.contains { !$0.isIntermittent }
            self.init(
                status: .passed, outcome: facts.outcome, findings: findings,
                why: (isFixed ? "a listed shortcoming is gone" : "as expected") + Self.reservation(pull) + doubt,
                isFixed: isFixed
            )
        } else if let excuse {
            self.init(
                status: .known, outcome: facts.outcome, findings: findings, why: excuse.because + doubt,
                shortcomings: excuse.shortcomings)
        } else {
            self.init(
                status: .failed, outcome: facts.outcome, findings: findings,
                why: unmet.map { "\($0.check): expected \($0.expected), saw \($0.actual)" }.joined(separator: "; ")
                    + doubt
            )
        }
    }

    /// What a success is worth if its bytes were not hashed; empty if they were.
    private static func reservation(_ pull: Observations.Pull) -> String {
        pull.isSuccess ? pull.stored.unverified.map { "; the bytes were not verified by us: \($0)" } ?? "" : ""
    }

    /// The entry that lists what fell short; nil if none does, or nothing did.
    ///
    /// An invariant is excused by nothing, so it must hold beside everything that the entry lists.
    private static func excuse(
        for judged: [Finding], among known: [KnownShortcoming], _ expectation: Expectation, _ always: [Finding],
        _ facts: RunFacts
    ) throws(PatternFailure) -> KnownShortcoming? {
        guard !judged.allSatisfy(\.isMet), always.allSatisfy(\.isMet) else { return nil }
        for entry in known where try Claims(entry, else: expectation).findings(facts).allSatisfy(\.isMet) {
            return entry
        }
        return nil
    }

    /// Whether secrets stayed in, no file outside was changed and no host got requests too fast, or not more than an
    /// entry lists.
    private static func isMannerly(
        _ facts: RunFacts, _ expectation: Expectation, orListedIn known: [KnownShortcoming]
    ) -> Bool {
        let claims = [Claims(expectation)] + known.map { Claims($0, else: expectation) }
        return claims.contains { $0.manners(facts).allSatisfy(\.isMet) }
    }
}
