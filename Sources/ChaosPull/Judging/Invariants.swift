import ImageContent

/// What every run checks, whatever its scenario expects; no scenario can excuse it.
enum Invariants {
    static func findings(_ facts: RunFacts) -> [Finding] {
        [integrity(facts), honesty(facts)]
    }

    /// A pull that reports success stored exactly the bytes that the digests name.
    private static func integrity(_ facts: RunFacts) -> Finding {
        let stored = facts.pull.stored
        let actual =
            switch facts.outcome {
            case .corrupt: "wrong bytes stored: \(stored.problems.joined(separator: "; "))"
            case .missing: "success reported, no image stored"
            case .pulled: "\(stored.verifiedBytes) bytes verified"
            case .failed, .hung, .crashed: "no success reported"
            }
        return Finding(
            "integrity", isMet: facts.outcome != .corrupt && facts.outcome != .missing,
            expected: "success only with every stored byte right", actual: actual
        )
    }

    /// A pull that fails says why.
    private static func honesty(_ facts: RunFacts) -> Finding {
        let isSilent = facts.outcome == .failed && !facts.wasActedOn && !facts.hasCommandSpoken
        return Finding(
            "honesty", isMet: !isSilent, expected: "an error text when the pull fails",
            actual: isSilent ? "it failed and printed nothing" : "said what happened"
        )
    }
}
