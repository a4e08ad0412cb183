/// Answers with an error status, and the error body that the host gives with it.
package struct HTTPStatus: HTTPFault {
    package static let name = "http.status"
    package static let summary = "answer with another status"
    static let status = Parameter("status", .integer(in: 400...599), "the status code")
    static let code = Parameter(
        "code", .text(.headerValue(1...100)), otherwise: "the host's own for status and resource",
        "the error code in the body, as in MANIFEST_UNKNOWN; a proxy says none")
    static let message = Parameter(
        "message", .text(.headerValue(1...500)), otherwise: "the host's own for the status",
        "what the body says to people")
    static let body = Parameter(
        "body", .text(.anything(0...65_536)), otherwise: "an error in the form of the host",
        "sent as the whole body, in place of code and message")
    static let type = Parameter(
        "type", .text(.headerValue(1...200)), otherwise: "text/plain with a body, else that of the host's form",
        "sent as the header Content-Type")
    static let retryAfter = Parameter(
        "retry-after", .wholeSeconds(in: .zero ... .seconds(3600)), otherwise: "no such header",
        "sent as the header Retry-After, in seconds (RFC 9110 section 10.2.3)")
    static let challenge = Parameter(
        "challenge", .text(.headerValue(1...500)), otherwise: "no such header",
        "sent as the header WWW-Authenticate, as in Basic realm=\"x\"")
    package static let parameters: [any ParameterDeclaration] = [
        status, code, message, body, type, retryAfter, challenge,
    ]

    private let status: Int
    private let code: String?
    private let message: String?
    private let body: String?
    private let type: String?
    private let retryAfter: Duration?
    private let challenge: String?

    package init(_ fields: Fields) throws(LanguageError) {
        status = try fields.value(of: Self.status)
        code = try fields.value(of: Self.code)
        message = try fields.value(of: Self.message)
        body = try fields.value(of: Self.body)
        type = try fields.value(of: Self.type)
        for part in [Self.code, Self.message] where body != nil && fields[part.name] != nil {
            throw fields.error(
                about: part, "'\(part.name)' has no place beside 'body', which is sent as it is; expected one of them")
        }
        retryAfter = try fields.value(of: Self.retryAfter)
        challenge = try fields.value(of: Self.challenge)
    }

    private func answer(to request: RequestFacts) -> HTTPReply {
        var error = ErrorReply(status: status, about: request)
        error.code = code ?? error.code
        error.message = message ?? error.message
        return body.map { .said(Array($0.utf8), as: type ?? "text/plain", status: status) }
            ?? .said(error.body, as: type ?? error.mediaType, status: status)
    }

    package static let part = HTTPReplyPart.answer

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        reply.say(answer(to: request))
        if let retryAfter { reply["Retry-After"] = "\(retryAfter.components.seconds)" }
        if let challenge { reply["WWW-Authenticate"] = challenge }
    }
}

extension InjectedFault {
    /// Answers with another status: `http.status`.
    ///
    /// - Parameters:
    ///   - status: the status code, 400 to 599.
    ///   - code: the error code in the body, as in `MANIFEST_UNKNOWN`; the host's own for status and resource without it.
    ///   - message: what the body says to people.
    ///   - body: sent as the whole body, in place of code and message.
    ///   - type: sent as the header Content-Type.
    ///   - retryAfter: sent as the header Retry-After, in whole seconds.
    ///   - challenge: sent as the header WWW-Authenticate (RFC 9110 section 11.6.1), at most 500 characters of ASCII.
    public static func httpStatus(
        _ status: Int, code: String? = nil, message: String? = nil, body: String? = nil, type: String? = nil,
        retryAfter: Duration? = nil, challenge: String? = nil, _ match: HTTPMatch = HTTPMatch(),
        when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPStatus.self, HTTPStatus.status(status), HTTPStatus.code(code), HTTPStatus.message(message),
            HTTPStatus.body(body), HTTPStatus.type(type), HTTPStatus.retryAfter(retryAfter),
            HTTPStatus.challenge(challenge),
            match: match.element, when: when
        )
    }
}
