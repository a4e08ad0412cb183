/// Ends the answer early, before the length that it promised.
package struct HTTPCut: HTTPFault {
    package static let name = "http.cut"
    package static let summary = "end the body early, by FIN or by RST"
    package static let parameters = [
        Parameter("after", "a size such as '64 KiB'", "bytes of body that are still sent", isRequired: true),
        Parameter("by", "close or reset", "close (the default) sends FIN, reset sends RST"),
    ]

    private let after: Int
    private let manner: CutManner

    package init(_ fields: Fields) throws(LanguageError) {
        after = try fields.required("after", "a size such as '64 KiB'").byteSize()
        manner =
            try fields.read("by") { (element) throws(LanguageError) in
                try element.word(called: "way to end")
            } ?? .close
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts) {
        guard after < reply.body.count else { return }
        reply.ending = manner == .close ? .close(after: after) : .reset(after: after)
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
        InjectedFault(
            HTTPCut.self, [("after", Units.exact(bytes: after)), ("by", by?.rawValue)], match: match.element, when: when
        )
    }
}
