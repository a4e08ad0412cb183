/// Answers with success and something else, as the portal of a hotel's network does (RFC 8952).
package struct HTTPBody: HTTPFault {
    package static let name = "http.body"
    package static let summary = "answer 200 with another body, as a captive portal does"
    static let body = Parameter(
        "body", .text(.anything(0...65_536)), otherwise: "an empty body", "sent as the whole body")
    static let type = Parameter(
        "type", .text(.headerValue(1...200)), default: "text/html", "sent as the header Content-Type")
    package static let parameters: [any ParameterDeclaration] = [body, type]

    private let body: String?
    private let type: String

    package init(_ fields: Fields) throws(LanguageError) {
        body = try fields.value(of: Self.body)
        type = try fields.value(of: Self.type)
    }

    package static let part = HTTPReplyPart.answer

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        reply.say(.said(Array((body ?? "").utf8), as: type, status: 200))
    }
}

extension InjectedFault {
    /// Answers 200 with another body: `http.body`.
    ///
    /// - Parameters:
    ///   - body: sent as the whole body; nothing without it.
    ///   - type: sent as the header Content-Type; `text/html` without it.
    public static func httpBody(
        _ body: String? = nil, type: String? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPBody.self, HTTPBody.body(body), HTTPBody.type(type), match: match.element, when: when)
    }
}
