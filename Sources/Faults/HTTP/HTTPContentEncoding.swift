import ImageContent

/// Compresses the body by gzip (RFC 9110 section 8.4.1.3).
package struct HTTPContentEncoding: HTTPFault, NeedingFault {
    package static let name = "http.content-encoding"
    package static let summary = "compress the body by gzip, with the header Content-Encoding"
    static let unasked = Parameter(
        "unasked", .boolean, default: false, "also where Accept-Encoding does not have gzip")
    package static let parameters: [any ParameterDeclaration] = [unasked]

    /// It is compressed in memory.
    private static let largest = 64 << 20

    private let isUnasked: Bool

    package init(_ fields: Fields) throws(LanguageError) {
        isUnasked = try fields.value(of: Self.unasked)
    }

    package static let part = HTTPReplyPart.headers

    package var need: String {
        "an answer with success and a body of at most \(Units.text(bytes: Self.largest))"
            + (isUnasked ? "" : ", and gzip in Accept-Encoding")
    }

    /// A part of a compressed blob would be another part, so answers to Range stay as they are.
    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard reply.status == 200, !request.isHead, (1...Self.largest).contains(reply.body.count),
            isUnasked || request.accepts(encoding: "gzip"), let bytes = reply.body.bytes,
            let compressed = Gzip.compressed(bytes)
        else { return }
        reply.replaceBody(with: compressed)
        reply["Content-Encoding"] = "gzip"
    }
}

extension RequestFacts {
    /// Whether Accept-Encoding names an encoding and does not refuse it (RFC 9110 section 12.5.3).
    fileprivate func accepts(encoding: String) -> Bool {
        (self["Accept-Encoding"] ?? "").lowercased().split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            return parts.first == encoding && !parts.dropFirst().contains("q=0")
        }
    }
}

extension InjectedFault {
    /// Compresses the body of answers by gzip: `http.content-encoding`.
    ///
    /// - Parameter unasked: also where Accept-Encoding does not have gzip; only where it has without this.
    public static func httpContentEncoding(
        unasked: Bool? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPContentEncoding.self, HTTPContentEncoding.unasked(unasked), match: match.element, when: when)
    }
}
