/// Sends the body slowly, as a server or a store does that is at its limit.
package struct HTTPRate: HTTPFault, NeedingFault {
    package static let name = "http.rate"
    package static let summary = "send the body at no more than so many bytes a second"
    static let rate = Parameter("rate", .size(in: 1...(1 << 30)), "bytes of body a second")
    package static let parameters: [any ParameterDeclaration] = [rate]

    private let rate: Int

    package init(_ fields: Fields) throws(LanguageError) {
        rate = try fields.value(of: Self.rate)
    }

    // It begins with the first byte, so `after-bytes` has no meaning.
    package static let part = HTTPReplyPart.time

    package var need: String { "a body" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard reply.body.count > 0 else { return }
        reply.pacing = .bytesPerSecond(rate)
    }
}

extension InjectedFault {
    /// Sends the body of answers slowly: `http.rate`.
    ///
    /// - Parameter rate: bytes of body a second, 1 B to 1 GiB.
    public static func httpRate(
        _ rate: Int, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPRate.self, HTTPRate.rate(rate), match: match.element, when: when)
    }
}
