/// Answers with the response to an earlier request, as a server or a cache does that mixes up its connections.
package struct HTTPWrongResponse: HTTPFault, NeedingFault {
    package static let name = "http.wrong-response"
    package static let summary = "answer with the response to an earlier request for something else"

    package init(_ fields: Fields) {}

    package static let part = HTTPReplyPart.answer

    package var need: String { "an earlier response of the host, with content, about something else" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        if let earlier = reply.earlier { reply.say(earlier.reply) }
    }
}

extension InjectedFault {
    /// Answers requests with the response to an earlier one: `http.wrong-response`.
    public static func httpWrongResponse(_ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(HTTPWrongResponse.self, match: match.element, when: when)
    }
}
