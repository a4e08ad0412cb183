import Faults

/// Every fault took effect; otherwise the run proves nothing.
struct FiringCheck: Check {
    static let name = "faults"

    /// What is to be said about how the faults are proven.
    var reservation: String?

    func finding(_ facts: RunFacts) -> Finding {
        let faults = facts.observations.faults
        let counts = faults.enumerated().map { "faults[\($0)] \($1.name) \($1.fired.times)" }
        return Finding(
            Self.name, isMet: faults.allSatisfy { $0.fired > 0 }, expected: "every fault fires",
            actual: (counts.isEmpty ? "no faults" : counts.joined(separator: ", "))
                + (reservation.map { "; " + $0 } ?? ""),
            evidence: facts.judged.filter { $0.isFiring }.prefix(2).map(\.line)
        )
    }
}

extension Event {
    fileprivate var isFiring: Bool {
        if case .fault = body { true } else { false }
    }
}
