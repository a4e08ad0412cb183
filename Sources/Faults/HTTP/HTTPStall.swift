/// Stops the body after some bytes and keeps the connection open.
package struct HTTPStall: HTTPFault, NeedingFault {
    package static let name = "http.stall"
    package static let summary = "send no more of the body, and keep the connection open"
    static let after = Parameter("after", .size(in: Units.sizes), "bytes of body that are still sent")
    package static let parameters: [any ParameterDeclaration] = [after]

    private let after: Int

    package init(_ fields: Fields) throws(LanguageError) {
        after = try fields.value(of: Self.after)
    }

    package static let part = HTTPReplyPart.delivery

    package var need: String { "a body of more than \(Units.text(bytes: after))" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard let end = reply.stop(after: after) else { return }
        reply.pacing = .stall(after: end)
    }
}

extension InjectedFault {
    /// Stops the body of answers and keeps the connection open: `http.stall`.
    ///
    /// - Parameter after: bytes of body that are still sent.
    public static func httpStall(
        after: Int, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPStall.self, HTTPStall.after(after), match: match.element, when: when)
    }
}
