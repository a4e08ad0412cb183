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
            "leftovers", isMet: isMet, expected: expected, actual: Units.text(bytes: bytes),
            evidence: isMet ? [] : facts.end
        )
    }
}
