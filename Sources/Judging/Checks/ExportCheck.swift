import ImageContent

/// What a pull has stored can be exported by the tool's own command, such as docker save.
///
/// An image can be used and yet not be exported, where a tool no longer knows how its archive was written.
struct ExportCheck: Check {
    /// Whether the puller is known to fail at it.
    let isKnownToFail: Bool

    func finding(_ facts: RunFacts) -> Finding {
        let pulls = [facts.pull] + facts.observations.followUps
        let problem = pulls.lazy.compactMap(\.stored.unexportable).first
        return Finding(
            "export", isMet: (problem != nil) == isKnownToFail,
            expected: isKnownToFail ? "what is stored cannot be exported" : "what is stored can be exported",
            actual: problem ?? "no export failed", evidence: problem == nil ? [] : facts.end)
    }
}
