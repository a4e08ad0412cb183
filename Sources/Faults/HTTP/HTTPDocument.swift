import ImageContent

/// Answers with a document whose JSON is not as it should be, while its digest stays.
package struct HTTPDocument: HTTPFault, NeedingFault {
    package static let name = "http.document"
    package static let summary = "answer with JSON of another form than the document has"
    static let form = Parameter(
        "form", .word(JSONForm.self, called: "form"), JSONForm.meaning + "; whitespace: valid, in other bytes")
    package static let parameters: [any ParameterDeclaration] = [form]

    private let form: JSONForm

    package init(_ fields: Fields) throws(LanguageError) {
        form = try fields.value(of: Self.form)
    }

    package static let part = HTTPReplyPart.answer

    package var need: String { "a JSON object of at most 8 MiB as the body of an answer with 200" }

    private static let mostBytes = 8 << 20

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard !request.isHead, reply.status == 200, reply.body.count <= Self.mostBytes,
            let document = reply.body.bytes, let changed = form.applied(to: document)
        else { return }
        reply.replaceBody(with: changed)
    }
}

extension InjectedFault {
    /// Answers with JSON of another form than the document has: `http.document`.
    ///
    /// - Parameter form: what is wrong.
    public static func httpDocument(
        _ form: JSONForm, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(HTTPDocument.self, HTTPDocument.form(form), match: match.element, when: when)
    }
}
