/// One thing that a specification says about what a client has to do.
public struct Clause: Sendable, Hashable {
    /// How strongly a specification says it (RFC 2119); a negation, as in MUST NOT, is of the same level.
    public enum Level: String, Sendable, CaseIterable {
        /// A client that does otherwise does not conform.
        case must = "MUST"
        /// A client that does otherwise needs a reason.
        case should = "SHOULD"
        /// A client has the choice.
        case may = "MAY"
        /// The text says what something means for a client, without one of these words.
        case none = "no keyword"
    }

    /// What of a run shows whether it holds.
    package enum Evidence: Sendable {
        /// What the puller did: how the pull ended, what it stored, what it asked for.
        case behavior
        /// To which hosts it sent Authorization.
        case authorization
        /// When it asked again after an answer with Retry-After.
        case waiting
    }

    /// Where it stands.
    public let source: ClauseSource
    /// A word that tells it from other clauses of the section; nil if the section has no other.
    public let point: String?
    /// How strongly it is said.
    public let level: Level
    /// What a client has to do, in one sentence of ours.
    public let duty: String
    /// What of a run shows whether it holds.
    package let evidence: Evidence

    /// A clause of a section that has others, told from them by a word.
    init(
        _ source: ClauseSource, _ point: String?, _ level: Level, _ duty: String, by evidence: Evidence = .behavior
    ) {
        self.source = source
        self.point = point
        self.level = level
        self.duty = duty
        self.evidence = evidence
    }

    /// The one clause of a section.
    init(_ source: ClauseSource, _ level: Level, _ duty: String, by evidence: Evidence = .behavior) {
        self.init(source, nil, level, duty, by: evidence)
    }

    /// How a scenario names it, as in `RFC 9112 7.1`.
    public var name: String { source.name + (point.map { " \($0)" } ?? "") }
}
