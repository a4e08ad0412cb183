/// Says GOAWAY on the connection (RFC 9113 section 6.8), as a server that is being stopped.
package struct HTTPGoAway: HTTPFault, NeedingFault {
    package static let name = "http.goaway"
    package static let summary = "say GOAWAY in place of an answer, or in the middle of one and then end the connection"
    static let after = Parameter(
        "after", .size(in: Units.sizes), otherwise: "in place of the answer, and the request is named as not served",
        "bytes of body that are still sent")
    static let code = Parameter(
        "code", .word(HTTP2Code.self, called: "error code"), default: .noError,
        "the error code (RFC 9113 section 7)")
    package static let parameters: [any ParameterDeclaration] = [after, code]

    private let end: HTTP2End

    package init(_ fields: Fields) throws(LanguageError) {
        end = HTTP2End(after: try fields.value(of: Self.after), code: try fields.value(of: Self.code))
    }

    package static let part = HTTPReplyPart.delivery
    package static let transport = HTTPTransport.http2

    package var need: String { end.need }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        end.edit(&reply, to: request) { .goAway($0, after: $1) }
    }
}

extension InjectedFault {
    /// Says GOAWAY: `http.goaway`.
    ///
    /// - Parameters:
    ///   - after: bytes of body that are still sent; without it GOAWAY comes in place of the answer.
    ///   - code: the error code; `no-error` without it.
    public static func httpGoAway(
        after: Int? = nil, code: HTTP2Code? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPGoAway.self, HTTPGoAway.after(after), HTTPGoAway.code(code), match: match.element, when: when)
    }
}
