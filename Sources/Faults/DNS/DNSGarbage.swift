import WireFormats

/// Answers with random bytes, drawn by seed.
package struct DNSGarbage: DNSFault {
    package static let name = "dns.garbage"
    package static let summary = "answer with random bytes"
    static let size = Parameter("size", .size(in: 0...4096), default: 64, "how many random bytes")
    static let keep = Parameter(
        "keep", .word(KeptOfAnswer.self, called: "part"), default: .nothing,
        "nothing: all is random; question: header and question are right and announce one answer, which is random")
    package static let parameters: [any ParameterDeclaration] = [size, keep]

    private let size: Int
    private let keep: KeptOfAnswer

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
        keep = try fields.value(of: Self.keep)
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
        InjectedFault(DNSGarbage.self, DNSGarbage.size(size), DNSGarbage.keep(keep), match: match.element, when: when)
    }
}
