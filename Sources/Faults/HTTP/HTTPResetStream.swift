/// Ends the stream of an answer by RST_STREAM (RFC 9113 section 6.4); the connection goes on.
package struct HTTPResetStream: HTTPFault, NeedingFault {
    package static let name = "http.reset-stream"
    package static let summary = "end the stream by RST_STREAM, in place of an answer or in the middle of one"
    static let after = Parameter(
        "after", .size(in: Units.sizes), otherwise: "in place of the answer", "bytes of body that are still sent")
    static let code = Parameter(
        "code", .word(HTTP2Code.self, called: "error code"), default: .internalError,
        "the error code (RFC 9113 section 7); refused-stream says that nothing was done")
    package static let parameters: [any ParameterDeclaration] = [after, code]

    private let end: HTTP2End

    package init(_ fields: Fields) throws(LanguageError) {
        end = HTTP2End(after: try fields.value(of: Self.after), code: try fields.value(of: Self.code))
    }

    package static let part = HTTPReplyPart.delivery
    package static let transport = HTTPTransport.http2

    package var need: String { end.need }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        end.edit(&reply, to: request) { .resetStream($0, after: $1) }
    }
}

extension InjectedFault {
    /// Ends streams by RST_STREAM: `http.reset-stream`.
    ///
    /// - Parameters:
    ///   - after: bytes of body that are still sent; without it RST_STREAM comes in place of the answer.
    ///   - code: the error code; `internal-error` without it.
    public static func httpResetStream(
        after: Int? = nil, code: HTTP2Code? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPResetStream.self, HTTPResetStream.after(after), HTTPResetStream.code(code), match: match.element,
            when: when)
    }
}
