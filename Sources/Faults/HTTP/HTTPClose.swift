/// Ends the connection in place of an answer, as a server does that closes idle connections just as a request arrives.
package struct HTTPClose: HTTPFault, NeedingFault {
    package static let name = "http.close"
    package static let summary = "end the connection in place of an answer"
    static let by = Parameter(
        "by", .word(CutManner.self, called: "way to end"), default: .close, "close sends FIN, reset sends RST")
    static let reused = Parameter(
        "reused", .boolean, default: false, "only connections that have served a request before")
    package static let parameters: [any ParameterDeclaration] = [by, reused]

    private let manner: CutManner
    private let isForReused: Bool

    package init(_ fields: Fields) throws(LanguageError) {
        manner = try fields.value(of: Self.by)
        isForReused = try fields.value(of: Self.reused)
    }

    // What other faults would do to the answer is never seen.
    package static let part = HTTPReplyPart.end

    package var need: String { isForReused ? "a connection that has served a request before" : "a request" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard !isForReused || request.place > 1 else { return }
        reply.ending = .unanswered(manner)
    }
}

extension InjectedFault {
    /// Ends the connection in place of an answer: `http.close`.
    ///
    /// - Parameters:
    ///   - by: how the connection ends; by FIN without this.
    ///   - reused: only connections that have served a request before; every one without this.
    public static func httpClose(
        by: CutManner? = nil, reused: Bool? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPClose.self, HTTPClose.by(by), HTTPClose.reused(reused), match: match.element, when: when)
    }
}
