import ImageContent

/// A pull that reports success has stored exactly the bytes of the digests; no entry of `known` excuses a violation.
///
/// This includes the follow-up pulls: a puller that treats an incomplete file of a failed pull as complete lies, even
/// if a later pull corrects it.
struct IntegrityCheck: Check {
    func finding(_ facts: RunFacts) -> Finding {
        let isJudgedTrue = facts.outcome != .corrupt && facts.outcome != .missing
        let untrue = facts.observations.followUps.firstIndex(where: \.isUntrue)
        var actual =
            switch facts.outcome {
            case .corrupt, .missing: Self.lie(facts.pull.stored)
            case .pulled, .stale:
                facts.pull.stored.unverified.map { "not verified by us: \($0)" }
                    ?? "\(facts.pull.stored.verifiedBytes) bytes verified" + Self.trees(facts.pull.stored)
            case .failed, .hung, .crashed: "no success reported"
            }
        if isJudgedTrue, let untrue {
            actual += "; follow-up pull \(untrue + 1): \(Self.lie(facts.observations.followUps[untrue].stored))"
        }
        let isMet = isJudgedTrue && untrue == nil
        return Finding(
            "integrity", isMet: isMet, expected: "success only with every stored byte right", actual: actual,
            evidence: isMet ? [] : isJudgedTrue ? facts.ends(ofFollowUp: (untrue ?? 0) + 1) : facts.end
        )
    }

    /// What was seen of the unpacked layers; nothing in files of older runs.
    private static func trees(_ stored: StoreReport) -> String {
        let compared = stored.comparedEntries.map { "; \($0) entries of layers are as served" } ?? ""
        let export = stored.unexportable == nil ? "" : "; the tool itself cannot export them"
        return compared + export + (stored.treeUnverified.map { "; not compared: \($0)" } ?? "")
    }

    private static func lie(_ stored: StoreReport) -> String {
        guard stored.present else { return "success reported, no image stored" }
        let more = stored.problems.count - toldProblems
        return "wrong bytes stored: " + stored.problems.prefix(toldProblems).joined(separator: "; ")
            + (more > 0 ? "; \(more) more in observations.json" : "")
    }

    /// The most problems of a store that a finding names; after a loss of power each file is one.
    private static let toldProblems = 4
}
