import Faults
import Scenarios

/// What a pull that is no good leaves on the disk; always told, and judged where a scenario says how much is fine.
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
