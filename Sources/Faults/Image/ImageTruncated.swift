import ImageContent

/// Cuts a document or a blob short, as an interrupted push would leave it.
package struct ImageTruncated: ImageFault {
    package static let name = "image.truncated"
    package static let summary = "cut a document or a layer short"
    static let part = ImageChange.part
    static let keep = Parameter("keep", .percentage(), default: 0.5, "how much of it is kept")
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, keep, digest]

    private let change: ImageChange
    private let keep: Double

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
        keep = try fields.value(of: Self.keep)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    package var delivery: ImageDelivery { change.delivery }

    package func edit(_ image: inout ImageDraft) {
        change.make(in: &image) { [keep] blob in
            // The last byte always goes: a complete part would be no fault.
            blob.truncated(to: min(Int(Double(blob.size) * keep), blob.size - 1))
        }
    }
}

extension InjectedFault {
    /// Cuts a document or a layer short: `image.truncated`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest`, `.config` or a layer.
    ///   - keep: how much of it is kept, 0 to 1; half without it.
    ///   - digest: whether the documents above have digest and size of what is left; they do without it.
    public static func imageTruncated(
        _ part: Resource, keep: Double? = nil, digest: StatedDigest? = nil
    ) -> InjectedFault {
        InjectedFault(
            ImageTruncated.self, ImageTruncated.part(part), ImageTruncated.keep(keep), ImageTruncated.digest(digest))
    }
}
