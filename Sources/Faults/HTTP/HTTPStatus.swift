/// Answers with an error status, and the error body that the host gives with it.
package struct HTTPStatus: HTTPFault {
    package static let name = "http.status"
    package static let summary = "answer with another status"
    static let status = Parameter("status", .integer(in: 400...599), "the status code")
    static let retryAfter = Parameter(
        "retry-after", .wholeSeconds(in: .zero ... .seconds(3600)), otherwise: "no such header",
        "sent as the header Retry-After, in seconds (RFC 9110 section 10.2.3)")
    static let challenge = Parameter(
        "challenge", .text(.headerValue(1...500)), otherwise: "no such header",
        "sent as the header WWW-Authenticate, as in Basic realm=\"x\"")
    package static let parameters: [any ParameterDeclaration] = [status, retryAfter, challenge]

    private let status: Int
    private let retryAfter: Duration?
    private let challenge: String?

    package init(_ fields: Fields) throws(LanguageError) {
        status = try fields.value(of: Self.status)
        retryAfter = try fields.value(of: Self.retryAfter)
        challenge = try fields.value(of: Self.challenge)
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
            HTTPStatus.self, HTTPStatus.status(status), HTTPStatus.retryAfter(retryAfter),
            HTTPStatus.challenge(challenge),
            match: match.element, when: when
        )
    }
}
