/// Answers with an error status and the error body of the distribution specification.
package struct HTTPStatus: HTTPFault {
    package static let name = "http.status"
    package static let summary = "answer with another status"
    package static let parameters = [
        Parameter("status", "a whole number from 400 to 599", "the status code", isRequired: true),
        Parameter("retry-after", "a duration such as '3 s'", "sent as the header Retry-After, in whole seconds"),
    ]

    private let status: Int
    private let retryAfter: Duration?

    package init(_ fields: Fields) throws(LanguageError) {
        status = try fields.required("status", "a whole number from 400 to 599").integer(in: 400...599)
        retryAfter = try fields.read("retry-after") { (element) throws(LanguageError) in
            try element.duration(in: .zero ... .seconds(3600))
        }
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts) {
        reply = HTTPReply.error(status: status, code: "UNKNOWN", message: "injected by http.status")
        if let retryAfter { reply["Retry-After"] = "\(retryAfter.components.seconds)" }
    }
}

extension HTTPReply {
    /// An error as the distribution specification writes it (spec.md, "Error Codes").
    package static func error(status: Int, code: String, message: String) -> HTTPReply {
        let body = Array(#"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}"#.utf8)
        return HTTPReply(
            status: status,
            headers: [
                Header("Content-Type", "application/json"),
                Header("Content-Length", "\(body.count)"),
            ],
            body: .bytes(body)
        )
    }
}

extension InjectedFault {
    /// Answers with another status: `http.status`.
    ///
    /// - Parameters:
    ///   - status: the status code, 400 to 599.
    ///   - retryAfter: sent as the header Retry-After, in whole seconds.
    public static func httpStatus(
        _ status: Int, retryAfter: Duration? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPStatus.self, [("status", "\(status)"), ("retry-after", retryAfter.map { Units.exact($0) })],
            match: match.element, when: when
        )
    }
}
