/// Sends what the client's first window lets through and no more, as a server that sees no WINDOW_UPDATE
/// (RFC 9113 section 6.9).
package struct HTTPWindow: HTTPFault, NeedingFault {
    package static let name = "http.window"
    package static let summary = "send no more of the body than the first window takes: no WINDOW_UPDATE is seen"

    package init(_ fields: Fields) throws(LanguageError) {}

    package static let part = HTTPReplyPart.delivery
    package static let transport = HTTPTransport.http2

    package var need: String { "an answer over HTTP/2 with a body that is larger than the window of its stream" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard let window = request.streamWindow, window < reply.body.count else { return }
        reply.pacing = .stall(after: window)
    }
}

extension InjectedFault {
    /// Sends no more than the client's first window takes: `http.window`.
    public static func httpWindow(_ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(HTTPWindow.self, match: match.element, when: when)
    }
}
