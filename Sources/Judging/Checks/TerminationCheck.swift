import Faults

/// A pull ends by itself before its deadline.
struct TerminationCheck: Check {
    /// Whether the puller is listed as one that hangs here.
    let mayHang: Bool

    func finding(_ facts: RunFacts) -> Finding {
        let hung = facts.pull.isTimedOut
        let time = Units.text(.seconds(facts.pull.seconds.clampedSeconds))
        return Finding(
            "termination", isMet: !hung || mayHang, expected: "an end before the deadline",
            actual: hung ? "killed at the deadline, after \(time)" : "ended after \(time)",
            evidence: hung ? facts.judged.suffix(2).map(\.line) + facts.end.suffix(1) : []
        )
    }
}
