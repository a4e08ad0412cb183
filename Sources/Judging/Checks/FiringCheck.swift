import Faults

/// Every fault took effect; otherwise the run proves nothing.
struct FiringCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        let faults = facts.observations.faults
        let counts = faults.enumerated().map { "faults[\($0)] \($1.name) \($1.fired.times)" }
        return Finding(
            "faults", isMet: faults.allSatisfy { $0.fired > 0 }, expected: "every fault fires",
            actual: counts.isEmpty ? "no faults" : counts.joined(separator: ", "),
            evidence: facts.judged.filter { $0.isFiring }.prefix(2).map(\.line)
        )
    }
}

extension Event {
    fileprivate var isFiring: Bool {
        if case .fault = body { true } else { false }
    }
}
