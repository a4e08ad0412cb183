import ImageContent

/// Makes a document JSON that is not as it should be, or no JSON at all.
package struct ImageJSON: ImageFault {
    package static let name = "image.json"
    package static let summary = "make a document JSON of a bad form"
    static let part = ImageChange.part
    static let form = Parameter("form", .word(JSONForm.self, among: JSONForm.faulty, called: "form"), JSONForm.meaning)
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, form, digest]

    private let change: ImageChange
    private let form: JSONForm

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
        form = try fields.value(of: Self.form)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    package var delivery: ImageDelivery { change.delivery }

    package func objection(in world: HealthyWorld) -> FaultObjection? { change.objectionToLayers }

    package func edit(_ image: inout ImageDraft) {
        change.make(in: &image, bytes: { [form] document in form.applied(to: document) })
    }
}

extension JSONForm {
    /// Those that are wrong whatever the digest is.
    static let faulty = allCases.filter { $0 != .whitespace }

    /// What the words mean, for the parameter.
    static let meaning =
        "duplicate-keys: each member twice, at first empty; deep: 100,000 arrays in each other; wrong-type: texts in "
        + "place of objects and arrays; large-number: sizes of 2^63; not-utf8: a byte that is none in a text; utf-16; "
        + "bom: behind a byte order mark; trailing: text behind the end; array: as an item of one; null"
}

extension ImageChange {
    /// Why what is about documents has no effect on a layer; nil for a document.
    var objectionToLayers: FaultObjection? {
        guard case .layer = part else { return nil }
        return FaultObjection("part", "a layer is no JSON; expected index, manifest or config")
    }
}

extension InjectedFault {
    /// Makes a document JSON of a bad form: `image.json`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest` or `.config`.
    ///   - form: what is wrong; not `.whitespace`, which is right.
    ///   - digest: whether the documents above have the digest of what is served; they do without it.
    public static func imageJson(_ part: Resource, form: JSONForm, digest: StatedDigest? = nil) -> InjectedFault {
        InjectedFault(ImageJSON.self, ImageJSON.part(part), ImageJSON.form(form), ImageJSON.digest(digest))
    }
}
