/// One claim about a run, checked: what was expected, what was seen, and the lines of the timeline that show it.
public struct Finding: Sendable, Codable, Equatable {
    /// The word of the check, as in `pull`, `within`, `integrity`.
    public let check: String
    /// Whether the claim holds.
    public let isMet: Bool
    /// What was claimed, for people.
    public let expected: String
    /// What was seen, for people.
    public let actual: String
    /// Lines of the timeline, few and in order.
    public let evidence: [String]

    /// Lines that one finding shows at most.
    static let mostEvidence = 5

    package init(_ check: String, isMet: Bool, expected: String, actual: String, evidence: [String] = []) {
        self.check = check
        self.isMet = isMet
        self.expected = expected
        self.actual = actual
        self.evidence = evidence
    }
}

extension Int {
    /// How often, in words that fit in a sentence.
    package var times: String { self == 1 ? "once" : self == 2 ? "twice" : "\(self) times" }
}
