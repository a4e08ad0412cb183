import WireFormats

/// Sends an answer that belongs to no question of the asker, as a forged one does (RFC 5452 section 4).
package struct DNSMismatch: DNSFault {
    package static let name = "dns.mismatch"
    package static let summary = "send an answer to another question"
    static let part = Parameter(
        "in", .word(MismatchedPart.self, called: "part"), default: .id,
        "what does not fit: id, the identifier; question, the name, to which the records belong too")
    package static let parameters: [any ParameterDeclaration] = [part]

    private let part: MismatchedPart

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.value(of: Self.part)
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        switch part {
        case .id:
            // Any number but 0 gives another identifier.
            reply.message.id ^= UInt16(truncatingIfNeeded: draw.next() % 0xffff + 1)
        case .question:
            guard let other = DNSName("other.test") else { return }
            for index in reply.message.questions.indices { reply.message.questions[index].name = other }
            for index in reply.message.answers.indices { reply.message.answers[index].name = other }
        }
    }
}

/// By what an answer does not fit its query.
public enum MismatchedPart: String, Sendable, CaseIterable {
    /// The identifier of the header.
    case id
    /// The name in the question.
    case question
}

extension InjectedFault {
    /// Sends answers to another question: `dns.mismatch`.
    ///
    /// - Parameter part: what does not fit; the identifier without it.
    public static func dnsMismatch(
        in part: MismatchedPart? = nil, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSMismatch.self, DNSMismatch.part(part), match: match.element, when: when)
    }
}
