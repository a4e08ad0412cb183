import Faults
import Scenarios

/// Once the faults are lifted, a pull works again, with nothing cleaned by hand.
struct RecoveryCheck: Check {
    let recovery: Recovery

    func finding(_ facts: RunFacts) -> Finding {
        let hadFaults = !facts.observations.faults.isEmpty
        let expected =
            switch recovery {
            case .works(let range) where hadFaults: "a pull works once the faults are lifted (\(range))"
            case .works(let range): "a later pull works (\(range))"
            case .never: "no pull works even then"
            case .either: "told"
            }
        guard facts.outcome != .pulled else {
            return Finding("recovers", isMet: true, expected: expected, actual: "the pull itself worked")
        }
        let pulls = facts.observations.followUps
        let worked = pulls.firstIndex(where: \.isGood).map { $0 + 1 }
        let isMet =
            switch recovery {
            case .works(let range): worked.map(range.contains) ?? false
            case .never: worked == nil
            case .either: true
            }
        return Finding(
            "recovers", isMet: isMet, expected: expected,
            actual: worked.map { "pull \($0) works" } ?? "\(pulls.count) pulls do not work",
            evidence: isMet ? [] : evidence(facts)
        )
    }

    /// How the follow-up pulls ended, from the harness and the puller.
    private func evidence(_ facts: RunFacts) -> [String] {
        let after = facts.timeline.drop { !$0.isPhase(.faultsLifted) }
        let shown = after.filter { event in
            switch event.body {
            case .phase(let phase): phase.phase == .faultsLifted || phase.phase == .followUpEnded
            case .process(let process): process.change == .ended
            default: false
            }
        }.prefix(Finding.mostEvidence).map(\.line)
        return shown.isEmpty ? facts.end : shown
    }
}
