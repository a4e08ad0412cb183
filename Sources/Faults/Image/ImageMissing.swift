import ImageContent

/// Loses a document or a blob, as a registry does that deletes what something still names.
package struct ImageMissing: ImageFault {
    package static let name = "image.missing"
    package static let summary = "answer 404 for a document or a layer"
    static let part = Parameter("part", .imagePart, "what is gone: `index`, `manifest`, `config` or a layer")
    package static let parameters: [any ParameterDeclaration] = [part]

    private let part: ImagePart

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
    }

    package var slots: [Slot] { [.bytes(of: part)] }

    package var delivery: ImageDelivery { ImageDelivery(of: [part.resource], extent: .absence) }

    package var isOfAnswers: Bool { true }

    package func edit(_ image: inout ImageDraft) { image.remove(part) }
}

extension InjectedFault {
    /// Answers 404 for a document or a layer: `image.missing`.
    ///
    /// - Parameter part: `.index`, `.manifest`, `.config` or a layer.
    public static func imageMissing(_ part: Resource) -> InjectedFault {
        InjectedFault(ImageMissing.self, ImageMissing.part(part))
    }
}
