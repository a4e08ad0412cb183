/// Sends a header with another value, or leaves it out.
package struct HTTPHeader: HTTPFault, NeedingFault {
    package static let name = "http.header"
    package static let summary = "send a header with another value, or leave it out"
    static let header = Parameter("name", .text(.headerName), "its name")
    static let value = Parameter(
        "value", .text(.headerValue(0...4096)), otherwise: "the header is left out", "its value")
    package static let parameters: [any ParameterDeclaration] = [header, value]

    /// Those that tell where the body ends are for other faults.
    private static let framing = ["content-length": "http.content-length", "transfer-encoding": "http.framing"]

    private let header: String
    private let value: String?

    package init(_ fields: Fields) throws(LanguageError) {
        header = try fields.value(of: Self.header)
        value = try fields.value(of: Self.value)
        if let other = Self.framing[header.lowercased()] {
            throw fields.error(
                about: Self.header, "'\(header)' tells where the body ends; expected the fault '\(other)'")
        }
    }

    package static let part = HTTPReplyPart.headers

    package var need: String {
        value == nil ? "an answer with the header \(header)" : "an answer with another value of the header \(header)"
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard reply[header] != value else { return }
        reply[header] = value
    }
}

extension InjectedFault {
    /// Sends a header of answers with another value, or leaves it out: `http.header`.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - value: its value; without one the header is left out.
    public static func httpHeader(
        _ name: String, value: String? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPHeader.self, HTTPHeader.header(name), HTTPHeader.value(value), match: match.element, when: when)
    }
}
