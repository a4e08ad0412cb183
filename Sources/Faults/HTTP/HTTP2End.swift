/// Where and why a fault of HTTP/2 ends an answer: in its place, or after some bytes of its body.
struct HTTP2End: Sendable {
    let after: Int?
    let code: HTTP2Code

    /// What an occurrence must have.
    var need: String {
        after.map { "an answer over HTTP/2 with a body of more than \(Units.text(bytes: $0))" }
            ?? "a request over HTTP/2"
    }

    /// Lets a reply over HTTP/2 end there, unless its body ends before.
    func edit(
        _ reply: inout HTTPReply, to request: RequestFacts, as ending: (HTTP2Code, Int?) -> HTTPReply.Ending
    ) {
        guard request.streamWindow != nil else { return }
        guard let after else { return reply.ending = ending(code, nil) }
        if let end = reply.stop(after: after) { reply.ending = ending(code, end) }
    }
}
