/// A pull that fails says why. (Whether a success is true is checked by `IntegrityCheck`.)
struct HonestyCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        // Nothing can be said by what the harness or the kernel has killed.
        let isKilled = facts.wasActedOn || facts.wasKilledForMemory
        let isSilent = facts.outcome == .failed && !isKilled && !facts.hasCommandSpoken
        return Finding(
            "honesty", isMet: !isSilent, expected: "an error text when the pull fails",
            actual: isSilent ? "it failed and printed nothing" : "said what happened",
            evidence: isSilent ? facts.end : []
        )
    }
}
