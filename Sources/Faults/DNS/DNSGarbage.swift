import WireFormats

/// Answers with random bytes, drawn by seed.
package struct DNSGarbage: DNSFault {
    package static let name = "dns.garbage"
    package static let summary = "answer with random bytes"
    package static let parameters = [
        Parameter("size", "a size such as '64 B'", "how many random bytes, 0 B to 4 KiB; 64 B without it"),
        Parameter(
            "keep", "nothing or question",
            "nothing (without it): all is random; question: header and question are right and announce one answer, which "
                + "is random"),
    ]

    private let size: Int
    private let keep: KeptOfAnswer

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.read("size") { (element) throws(LanguageError) in try element.byteSize(in: 0...4096) } ?? 64
        keep =
            try fields.read("keep") { (element) throws(LanguageError) in try element.word(called: "part") } ?? .nothing
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        var bytes: [UInt8] = []
        if keep == .question {
            let query = reply.query
            bytes = DNSMessage(answering: DNSMessage(id: query.id, questions: query.questions)).encoded()
            // ANCOUNT (RFC 1035 section 4.1.1).
            bytes[7] = 1
        }
        for _ in 0..<size { bytes.append(UInt8(truncatingIfNeeded: draw.next())) }
        reply.payload = bytes
    }
}

/// What of an answer is left whole before random bytes.
public enum KeptOfAnswer: String, Sendable, CaseIterable {
    /// Nothing: not even the identifier fits the query.
    case nothing
    /// Header and question.
    case question
}

extension InjectedFault {
    /// Answers with random bytes: `dns.garbage`.
    ///
    /// - Parameters:
    ///   - size: how many, at most 4096; 64 without it.
    ///   - keep: what is left whole before them; nothing without it.
    public static func dnsGarbage(
        size: Int? = nil, keep: KeptOfAnswer? = nil, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            DNSGarbage.self, [("size", size.map { Units.exact(bytes: $0) }), ("keep", keep?.rawValue)],
            match: match.element, when: when
        )
    }
}
