import ImageContent

/// Pushes the tag again as soon as the registry has been asked for it once: the first answer names an older image.
///
/// Both images stay there by digest, complete and undamaged, and either is right in the end.
package struct ImageTagMoved: ImageFault {
    package static let name = "image.tag-moved"
    package static let summary = "let the tag name an older image in the first answer, and the newer one from then on"

    package init(_ fields: Fields) {}

    package var slots: [Slot] { [Slot("what the tag names")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [.index, .manifest], by: .registry) }

    package func edit(_ image: inout ImageDraft) { image.isTagMoved = true }
}

extension InjectedFault {
    /// Makes the tag name an older image in the first answer, and the newer one from then on: `image.tag-moved`.
    public static func imageTagMoved() -> InjectedFault { InjectedFault(ImageTagMoved.self) }
}
