/// Answers late; what is asked meanwhile does not wait behind it.
package struct DNSDelay: DNSFault {
    package static let name = "dns.delay"
    package static let summary = "answer late"
    static let by = Parameter("by", .duration(in: .zero ... .seconds(60)), "how late")
    static let jitter = Parameter(
        "jitter", .duration(in: .zero ... .seconds(60)), default: .zero,
        "varies `by` evenly by up to so much either way; no longer than `by`")
    package static let parameters: [any ParameterDeclaration] = [by, jitter]

    private let by: Duration
    private let jitter: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        by = try fields.value(of: Self.by)
        jitter = try fields.value(of: Self.jitter, noLargerThan: Self.by)
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        reply.delay += by + jitter * (draw.fraction() * 2 - 1)
    }
}

extension InjectedFault {
    /// Answers late: `dns.delay`.
    ///
    /// - Parameters:
    ///   - by: how late, at most 60 s.
    ///   - jitter: varies `by` evenly by up to so much either way.
    public static func dnsDelay(
        by: Duration, jitter: Duration? = nil, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSDelay.self, DNSDelay.by(by), DNSDelay.jitter(jitter), match: match.element, when: when)
    }
}
