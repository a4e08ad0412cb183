/// Lets the client wait before the first byte of the answer.
package struct HTTPDelay: HTTPFault {
    package static let name = "http.delay"
    package static let summary = "wait before the answer"
    static let by = Parameter(
        "by", .duration(in: .milliseconds(1) ... .seconds(3600)), "before the first byte of the answer")
    package static let parameters: [any ParameterDeclaration] = [by]

    private let delay: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        delay = try fields.value(of: Self.by)
    }

    package static let part = HTTPReplyPart.time

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) { reply.delay += delay }
}

extension InjectedFault {
    /// Lets clients wait before the first byte of an answer: `http.delay`.
    ///
    /// - Parameter delay: 1 ms to 1 h.
    public static func httpDelay(
        by delay: Duration, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPDelay.self, HTTPDelay.by(delay), match: match.element, when: when)
    }
}
