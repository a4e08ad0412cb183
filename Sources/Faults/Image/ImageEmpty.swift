import ImageContent

/// Leaves nothing of a document or a blob.
package struct ImageEmpty: ImageFault {
    package static let name = "image.empty"
    package static let summary = "serve a document or a layer without a single byte"
    static let part = ImageChange.part
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, digest]

    private let change: ImageChange

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    /// A puller that sees a size of 0 need not ask.
    package var delivery: ImageDelivery { ImageDelivery(of: change.deliveryBySize) }

    package func edit(_ image: inout ImageDraft) { change.make(in: &image) { $0.truncated(to: 0) } }
}

extension InjectedFault {
    /// Serves a document or a layer without a single byte: `image.empty`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest`, `.config` or a layer.
    ///   - digest: whether the documents above have the digest of nothing; they do without it.
    public static func imageEmpty(_ part: Resource, digest: StatedDigest? = nil) -> InjectedFault {
        InjectedFault(ImageEmpty.self, ImageEmpty.part(part), ImageEmpty.digest(digest))
    }
}
