/// Sends informational answers before the final one (RFC 9110 section 15.2).
package struct HTTPInformational: HTTPFault {
    package static let name = "http.informational"
    package static let summary = "send 1xx answers first, some or without end"
    static let status = Parameter(
        "status", .integer(in: 100...199), default: 103, "the status code, but 101, which changes the protocol")
    static let count = Parameter(
        "count", .integer(in: 1...1000), otherwise: "they have no end, and the final answer never comes",
        "how many there are")
    static let every = Parameter(
        "every", .duration(in: .milliseconds(1) ... .seconds(60)), default: .milliseconds(100),
        "from one to the next")
    package static let parameters: [any ParameterDeclaration] = [status, count, every]

    private let replies: InterimReplies

    package init(_ fields: Fields) throws(LanguageError) {
        let status = try fields.value(of: Self.status)
        if status == 101 {
            throw fields.error(about: Self.status, "101 changes the protocol; expected another status from 100 to 199")
        }
        replies = InterimReplies(
            status: status, count: try fields.value(of: Self.count), interval: try fields.value(of: Self.every))
    }

    package static let part = HTTPReplyPart.time

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) { reply.interim = replies }
}

extension InjectedFault {
    /// Sends informational answers first: `http.informational`.
    ///
    /// - Parameters:
    ///   - status: 100 to 199, but not 101; 103 without it.
    ///   - count: how many there are; without it they have no end.
    ///   - interval: from one to the next; 100 ms without it.
    public static func httpInformational(
        status: Int? = nil, count: Int? = nil, every interval: Duration? = nil, _ match: HTTPMatch = HTTPMatch(),
        when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPInformational.self, HTTPInformational.status(status), HTTPInformational.count(count),
            HTTPInformational.every(interval), match: match.element, when: when)
    }
}
