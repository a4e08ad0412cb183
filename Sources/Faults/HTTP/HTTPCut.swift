/// Ends the answer early, before the length that it promised.
package struct HTTPCut: HTTPFault {
    package static let name = "http.cut"
    package static let summary = "end the body early, by FIN or by RST"
    package static let parameters = [
        Parameter("after", "a size such as '64 KiB'", "bytes of body that are still sent", isRequired: true),
        Parameter("by", "close or reset", "close (the default) sends FIN, reset sends RST"),
    ]

    private enum Manner: String, CaseIterable { case close, reset }

    private let after: Int
    private let manner: Manner

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
