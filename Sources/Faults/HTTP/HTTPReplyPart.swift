/// What of an answer a fault is about, in the order in which faults edit.
///
/// So a fault that replaces the answer does not undo what another one did to its body or its pace.
package enum HTTPReplyPart: Int, Sendable, Comparable {
    /// Status, headers and body.
    case answer
    /// Bytes of the body.
    case body
    /// Headers alone, those that tell the length among them.
    case headers
    /// When the answer comes, and what comes before it.
    case time
    /// How much of the body comes, how fast, and how the connection ends.
    case delivery
    /// Whether there is an answer at all.
    case end

    package static func < (one: HTTPReplyPart, other: HTTPReplyPart) -> Bool { one.rawValue < other.rawValue }

    /// Whether `after-bytes` has a meaning: the byte of the body from which on the fault may act.
    package var isOfBody: Bool { self == .body || self == .delivery }
}
