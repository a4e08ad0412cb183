import Faults

/// A puller that is configured for TLS asks nothing in plain HTTP, whatever becomes of TLS, in any pull of the run.
///
/// It is made where the registry answers in plain HTTP too; elsewhere nobody would see such a request.
struct EncryptionCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        let asked = facts.timeline.filter { event in
            if case .request(let request) = event.body { request.isInClear == true } else { false }
        }
        return Finding(
            "encryption", isMet: asked.isEmpty, expected: "every request is made over TLS",
            actual: asked.isEmpty ? "every one was" : "\(asked.count) in plain HTTP, though configured for TLS",
            evidence: asked.prefix(Finding.mostEvidence).map(\.line))
    }
}
