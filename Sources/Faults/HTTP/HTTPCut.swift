/// Ends the answer early, before the length that it promised.
package struct HTTPCut: HTTPFault, NeedingFault {
    package static let name = "http.cut"
    package static let summary = "end the body early, by FIN or by RST"
    static let after = Parameter("after", .size(in: Units.sizes), "bytes of body that are still sent")
    static let by = Parameter(
        "by", .word(CutManner.self, called: "way to end"), default: .close, "close sends FIN, reset sends RST")
    package static let parameters: [any ParameterDeclaration] = [after, by]

    private let after: Int
    private let manner: CutManner

    package init(_ fields: Fields) throws(LanguageError) {
        after = try fields.value(of: Self.after)
        manner = try fields.value(of: Self.by)
    }

    package static let part = HTTPReplyPart.delivery

    package var need: String { "a body of more than \(Units.text(bytes: after))" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard let end = reply.stop(after: after) else { return }
        reply.ending = manner == .close ? .close(after: end) : .reset(after: end)
    }
}

/// How an answer that is cut short ends.
public enum CutManner: String, Sendable, CaseIterable {
    /// By FIN, as a server that gives up.
    case close
    /// By RST, as a server that is gone.
    case reset
}

extension InjectedFault {
    /// Ends the body of answers early: `http.cut`.
    ///
    /// - Parameters:
    ///   - after: bytes of body that are still sent.
    ///   - by: how the connection ends; by FIN without this.
    public static func httpCut(
        after: Int, by: CutManner? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPCut.self, HTTPCut.after(after), HTTPCut.by(by), match: match.element, when: when)
    }
}
