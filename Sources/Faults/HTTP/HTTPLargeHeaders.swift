/// Adds headers without a meaning, until the head has a size that no client should take.
package struct HTTPLargeHeaders: HTTPFault {
    package static let name = "http.large-headers"
    package static let summary = "add headers of a size"
    static let size = Parameter("size", .size(in: 1024...(16 << 20)), default: 1 << 20, "bytes of all of them")
    package static let parameters: [any ParameterDeclaration] = [size]

    /// Of one header; that of its own name and line end is small beside it.
    private static let piece = 8 << 10

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package static let part = HTTPReplyPart.headers

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        var rest = size
        while rest > 0 {
            let length = min(rest, Self.piece)
            reply.headers.append(.init("X-Padding", String(repeating: "x", count: length)))
            rest -= length
        }
    }
}

extension InjectedFault {
    /// Adds headers of a size to answers: `http.large-headers`.
    ///
    /// - Parameter size: bytes of all of them, 1 KiB to 16 MiB; 1 MiB without it.
    public static func httpLargeHeaders(
        size: Int? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPLargeHeaders.self, HTTPLargeHeaders.size(size), match: match.element, when: when)
    }
}
