import Faults
import Scenarios

/// What a failed pull leaves on the disk; always reported, and judged if the scenario sets a limit.
struct LeftoversCheck: Check {
    let range: SizeRange?

    func finding(_ facts: RunFacts) -> Finding {
        let expected = range.map { "\($0)" } ?? "told"
        guard facts.outcome != .pulled else {
            return Finding("leftovers", isMet: true, expected: expected, actual: "the pull worked")
        }
        let bytes = facts.observations.leftoverBytes
        let isMet = range.map { $0.contains(bytes) } ?? true
        return Finding(
            "leftovers", isMet: isMet, expected: expected, actual: Self.text(facts.observations),
            evidence: isMet ? [] : facts.end
        )
    }

    /// What was there at rest, and what was cleaned up before.
    private static func text(_ observations: Observations) -> String {
        let atRest = Units.text(bytes: observations.leftoverBytes)
        guard let atOnce = observations.leftoverBytesAtOnce, atOnce != observations.leftoverBytes else { return atRest }
        return "\(atRest) (\(Units.text(bytes: atOnce)) when the pull ended)"
    }
}
