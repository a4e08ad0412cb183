import ImageContent

/// A pull that reports success stored exactly the bytes that the digests name; nothing excuses another.
struct IntegrityCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        let stored = facts.pull.stored
        let actual =
            switch facts.outcome {
            case .corrupt: "wrong bytes stored: \(stored.problems.joined(separator: "; "))"
            case .missing: "success reported, no image stored"
            case .pulled: "\(stored.verifiedBytes) bytes verified"
            case .failed, .hung, .crashed: "no success reported"
            }
        let isMet = facts.outcome != .corrupt && facts.outcome != .missing
        return Finding(
            "integrity", isMet: isMet, expected: "success only with every stored byte right", actual: actual,
            evidence: isMet ? [] : facts.end
        )
    }
}
