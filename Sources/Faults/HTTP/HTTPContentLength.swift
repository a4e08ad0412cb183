/// Says another length of the body than it has.
package struct HTTPContentLength: HTTPFault, NeedingFault {
    package static let name = "http.content-length"
    package static let summary = "say another length in Content-Length than the body has"
    static let by = Parameter(
        "by", .integer(in: -1_000_000...1_000_000),
        "bytes that are said beyond those that come; a negative number says fewer")
    package static let parameters: [any ParameterDeclaration] = [by]

    private let error: Int

    package init(_ fields: Fields) throws(LanguageError) {
        error = try fields.value(of: Self.by)
        if error == 0 {
            throw fields.error(about: Self.by, "0 says the right length; expected a number below or above it")
        }
    }

    package static let part = HTTPReplyPart.headers

    package var need: String { "a body of more than \(Units.text(bytes: max(0, -error)))" }

    /// A body that is shorter than said ends with its connection; of a longer one the rest comes all the same.
    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        let count = reply.body.count
        guard !request.isHead, count > max(0, -error) else { return }
        reply["Content-Length"] = "\(count + error)"
        if error > 0 { reply.ending = .close(after: count) }
    }
}

extension InjectedFault {
    /// Says another length of the body than it has: `http.content-length`.
    ///
    /// - Parameter by: bytes that are said beyond those that come, up to a million; a negative number says fewer.
    public static func httpContentLength(
        by error: Int, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPContentLength.self, HTTPContentLength.by(error), match: match.element, when: when)
    }
}
