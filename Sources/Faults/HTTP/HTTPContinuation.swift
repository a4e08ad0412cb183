/// Sends headers in CONTINUATION frames that never end (RFC 9113 section 6.10), in place of the answer.
///
/// No client of a registry needs to read them to the end, which does not come: the connection ends after a size.
package struct HTTPContinuation: HTTPFault, NeedingFault {
    package static let name = "http.continuation"
    package static let summary = "send headers in CONTINUATION frames without the last one, then end the connection"
    static let size = Parameter(
        "size", .size(in: 64 << 10...64 << 20), default: 16 << 20, "bytes of headers until the connection ends")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package static let part = HTTPReplyPart.end
    package static let transport = HTTPTransport.http2

    package var need: String { "a request over HTTP/2" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        if request.streamWindow != nil { reply.ending = .unfinishedHead(size: size) }
    }
}

extension InjectedFault {
    /// Sends headers in CONTINUATION frames that never end: `http.continuation`.
    ///
    /// - Parameter size: bytes of headers until the connection ends, 64 KiB to 64 MiB; 16 MiB without it.
    public static func httpContinuation(
        size: Int? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPContinuation.self, HTTPContinuation.size(size), match: match.element, when: when)
    }
}
