/// Sends the body without Content-Length (RFC 9112 section 6.3).
package struct HTTPFraming: HTTPFault, NeedingFault {
    package static let name = "http.framing"
    package static let summary = "send the body without Content-Length"
    static let by = Parameter(
        "by", .word(BodyFraming.self, called: "framing"), default: .chunked,
        "how its end is told: chunked by the last chunk, close by the end of the connection")
    package static let parameters: [any ParameterDeclaration] = [by]

    private let framing: BodyFraming

    package init(_ fields: Fields) throws(LanguageError) {
        framing = try fields.value(of: Self.by)
    }

    package static let part = HTTPReplyPart.headers

    package var need: String { "a body" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard reply.body.count > 0, !request.isHead else { return }
        reply["Content-Length"] = nil
        reply.framing = framing == .chunked ? .chunked : .close
    }
}

/// How the end of a body is told without Content-Length.
public enum BodyFraming: String, Sendable, CaseIterable {
    /// By the last chunk (RFC 9112 section 7.1).
    case chunked
    /// By the end of the connection (RFC 9112 section 6.3, case 8).
    case close
}

extension InjectedFault {
    /// Sends the body of answers without Content-Length: `http.framing`.
    ///
    /// - Parameter by: how its end is told; by chunks without this.
    public static func httpFraming(
        by framing: BodyFraming? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPFraming.self, HTTPFraming.by(framing), match: match.element, when: when)
    }
}
