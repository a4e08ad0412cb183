/// Sends a record of TLS in the middle of the body whose protection is wrong (RFC 8446 section 5.2).
package struct HTTPBadRecord: HTTPFault, NeedingFault {
    package static let name = "http.bad-record"
    package static let summary = "send a TLS record that cannot be read in the middle of the body"
    static let after = Parameter("after", .size(in: Units.sizes), "bytes of body that are still sent")
    package static let parameters: [any ParameterDeclaration] = [after]

    private let after: Int

    package init(_ fields: Fields) throws(LanguageError) {
        after = try fields.value(of: Self.after)
    }

    package static let part = HTTPReplyPart.delivery
    package static let transport = HTTPTransport.tls

    package var need: String { "an answer over TLS with a body of more than \(Units.text(bytes: after))" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard request.isSecure, let end = reply.stop(after: after) else { return }
        reply.ending = .badRecord(after: end)
    }
}

extension InjectedFault {
    /// Sends a TLS record that cannot be read in the middle of answers: `http.bad-record`.
    ///
    /// - Parameter after: bytes of body that are still sent.
    public static func httpBadRecord(
        after: Int, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPBadRecord.self, HTTPBadRecord.after(after), match: match.element, when: when)
    }
}
