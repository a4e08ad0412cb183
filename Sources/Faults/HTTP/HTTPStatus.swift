/// Answers with an error status, and the error body that the host gives with it.
package struct HTTPStatus: HTTPFault {
    package static let name = "http.status"
    package static let summary = "answer with another status"
    package static let parameters = [
        Parameter("status", "a whole number from 400 to 599", "the status code", isRequired: true),
        Parameter("retry-after", "a duration such as '3 s'", "sent as the header Retry-After, in whole seconds"),
        Parameter("challenge", "a text such as 'Basic realm=\"x\"'", "sent as the header WWW-Authenticate"),
    ]

    private let status: Int
    private let retryAfter: Duration?
    private let challenge: String?

    private static let longestChallenge = 500

    package init(_ fields: Fields) throws(LanguageError) {
        status = try fields.required("status", "a whole number from 400 to 599").integer(in: 400...599)
        retryAfter = try fields.read("retry-after") { (element) throws(LanguageError) in
            try element.duration(in: .zero ... .seconds(3600))
        }
        challenge = try fields.read("challenge", Self.headerValue)
    }

    /// Printable characters of ASCII alone: nothing that could end the header (RFC 9110 section 5.5).
    private static func headerValue(_ element: Element) throws(LanguageError) -> String {
        let expected = "at most \(longestChallenge) printable characters of ASCII"
        let text = try element.scalar(expected)
        guard text.utf8.count <= longestChallenge, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw element.error("'\(text.clipped)' is no value of a header; expected \(expected)")
        }
        return text
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts) {
        reply = ErrorReply(status: status, about: request).reply
        if let retryAfter { reply["Retry-After"] = "\(retryAfter.components.seconds)" }
        if let challenge { reply["WWW-Authenticate"] = challenge }
    }
}

extension InjectedFault {
    /// Answers with another status: `http.status`.
    ///
    /// - Parameters:
    ///   - status: the status code, 400 to 599.
    ///   - retryAfter: sent as the header Retry-After, in whole seconds.
    ///   - challenge: sent as the header WWW-Authenticate (RFC 9110 section 11.6.1), at most 500 characters of ASCII.
    public static func httpStatus(
        _ status: Int, retryAfter: Duration? = nil, challenge: String? = nil, _ match: HTTPMatch = HTTPMatch(),
        when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPStatus.self,
            [("status", "\(status)"), ("retry-after", retryAfter.map { Units.exact($0) }), ("challenge", challenge)],
            match: match.element, when: when
        )
    }
}
