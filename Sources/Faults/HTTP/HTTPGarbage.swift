/// Sends bytes that are no HTTP, and ends the connection.
package struct HTTPGarbage: HTTPFault {
    package static let name = "http.garbage"
    package static let summary = "answer with random bytes that are no HTTP"
    static let size = Parameter("size", .size(in: 1...(1 << 20)), default: 1 << 10, "how many bytes")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package static let part = HTTPReplyPart.answer

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        // The first byte is none that a status line can begin with.
        reply.body = .bytes([0] + (1..<size).map { _ in UInt8(truncatingIfNeeded: draw.next()) })
        reply.isHeadless = true
    }
}

extension InjectedFault {
    /// Answers with random bytes that are no HTTP: `http.garbage`.
    ///
    /// - Parameter size: how many bytes, 1 B to 1 MiB; 1 KiB without it.
    public static func httpGarbage(
        size: Int? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPGarbage.self, HTTPGarbage.size(size), match: match.element, when: when)
    }
}
