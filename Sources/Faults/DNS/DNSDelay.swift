/// Answers late; what is asked meanwhile does not wait behind it.
package struct DNSDelay: DNSFault {
    package static let name = "dns.delay"
    package static let summary = "answer late"
    package static let parameters = [
        Parameter("by", "a duration such as '4 s'", "how late, at most 60 s", isRequired: true),
        Parameter(
            "jitter", "a duration such as '500 ms'", "varies `by` evenly by up to so much either way; 0 ms without it"),
    ]

    private let by: Duration
    private let jitter: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        by = try fields.required("by", "a duration such as '4 s'").duration(in: .zero ... .seconds(60))
        let limit = by
        jitter =
            try fields.read("jitter") { (element) throws(LanguageError) in
                try element.duration(in: .zero...limit)
            } ?? .zero
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
        InjectedFault(
            DNSDelay.self, [("by", Units.exact(by)), ("jitter", jitter.map { Units.exact($0) })],
            match: match.element, when: when
        )
    }
}
