/// A pull that fails says why. (Whether a success is true is checked by `IntegrityCheck`.)
struct HonestyCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        let isSilent = facts.outcome == .failed && !facts.wasActedOn && !facts.hasCommandSpoken
        return Finding(
            "honesty", isMet: !isSilent, expected: "an error text when the pull fails",
            actual: isSilent ? "it failed and printed nothing" : "said what happened",
            evidence: isSilent ? facts.end : []
        )
    }
}
