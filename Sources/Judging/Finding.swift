/// The result of one check or claim: what was expected, what was seen, and the evidence from the timeline.
public struct Finding: Sendable, Codable, Equatable {
    /// The name of the check, as in `pull`, `within`, `integrity`.
    public let check: String
    /// Whether it holds.
    public let isMet: Bool
    /// What was expected, for people.
    public let expected: String
    /// What was seen, for people.
    public let actual: String
    /// Lines of the timeline, in order.
    public let evidence: [String]

    /// At most this many lines are shown.
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
    /// How often, as words for a sentence.
    package var times: String { self == 1 ? "once" : self == 2 ? "twice" : "\(self) times" }
}
