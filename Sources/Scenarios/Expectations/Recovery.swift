import Faults

/// Whether a pull works once the faults are lifted.
public enum Recovery: Sendable, Equatable {
    /// A follow-up pull works; the range says how many pulls that takes, including the one that works.
    case works(pulls: CountRange)
    /// No follow-up pull works.
    case never
    /// One works or none, where what was damaged stays so.
    case either

    /// The most follow-up pulls after a failed pull, until one works.
    package static let mostPulls = 3

    private enum Key: String, CaseIterable { case within }

    static let expected = "true, false, either or {within: 1..3}, a number of pulls"

    /// Reads the value of the key `recovers`.
    package init(_ element: Element) throws(LanguageError) {
        switch element.content {
        case .scalar("true", isPlain: true): self = .works(pulls: CountRange(1...))
        case .scalar("false", isPlain: true): self = .never
        case .scalar("either", isPlain: true): self = .either
        case .mapping:
            guard let within = try element.entries(Key.self, of: "recovers").first?.value else {
                throw element.missing("within", "the number of pulls that recovery takes, such as 1..3")
            }
            let pulls = try CountRange(within)
            guard pulls.upperBound != 0 else { throw within.error("found 0; expected 1 pull or more") }
            guard pulls.lowerBound <= Self.mostPulls, pulls.upperBound ?? 0 <= Self.mostPulls else {
                throw within.error(
                    "at most \(Self.mostPulls) pulls follow, so \(pulls) is out of range; expected 1 to \(Self.mostPulls)"
                )
            }
            self = .works(pulls: pulls)
        case .scalar, .sequence: throw element.error("found \(element.kindName); expected \(Self.expected)")
        }
    }
}
