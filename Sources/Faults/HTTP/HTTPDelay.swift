/// Lets the client wait before the first byte of the answer.
package struct HTTPDelay: HTTPFault {
    package static let name = "http.delay"
    package static let summary = "wait before the answer"
    package static let parameters = [
        Parameter("by", "a duration such as '10 s'", "before the first byte of the answer, up to 1 h", isRequired: true)
    ]

    private let delay: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        delay = try fields.required("by", "a duration such as '10 s'").duration(in: .milliseconds(1) ... .seconds(3600))
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts) { reply.delay += delay }
}

extension InjectedFault {
    /// Lets clients wait before the first byte of an answer: `http.delay`.
    ///
    /// - Parameter delay: 1 ms to 1 h.
    public static func httpDelay(
        by delay: Duration, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPDelay.self, [("by", Units.exact(delay))], match: match.element, when: when)
    }
}
