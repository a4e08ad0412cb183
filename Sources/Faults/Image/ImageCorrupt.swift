import ImageContent

/// Flips one bit of a document or a blob, as a bad disk does before the digest is computed or after.
package struct ImageCorrupt: ImageFault {
    package static let name = "image.corrupt"
    package static let summary = "flip one bit of a document or a layer"
    static let part = ImageChange.part
    static let at = Parameter(
        "at", .size(in: Units.sizes), otherwise: "the middle", "the byte; the last one if there are fewer")
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, at, digest]

    private let change: ImageChange
    private let place: Int?

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
        place = try fields.value(of: Self.at)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    package var delivery: ImageDelivery { change.delivery }

    package func edit(_ image: inout ImageDraft) {
        change.make(in: &image) { [place] blob in
            blob.flippingBit(at: min(place ?? blob.size / 2, blob.size - 1))
        }
    }
}

extension InjectedFault {
    /// Flips one bit of a document or a layer: `image.corrupt`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest`, `.config` or a layer.
    ///   - at: the byte; the one in the middle without it.
    ///   - digest: whether the documents above have the digest of what is served; they do without it.
    public static func imageCorrupt(
        _ part: Resource, at: Int? = nil, digest: StatedDigest? = nil
    ) -> InjectedFault {
        InjectedFault(ImageCorrupt.self, ImageCorrupt.part(part), ImageCorrupt.at(at), ImageCorrupt.digest(digest))
    }
}
