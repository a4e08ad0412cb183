import ImageContent

/// Makes the mirror serve another image under the tag: the one that it named before, complete and undamaged.
package struct ImageMirrorStale: ImageFault {
    package static let name = "image.mirror-stale"
    package static let summary = "let the mirror's tag name an older image, and the mirror have no newer one"

    package init(_ fields: Fields) {}

    package var slots: [Slot] { [Slot("what the mirror's tag names")] }

    /// A mirror that is asked by digest says that it has no such manifest.
    package var delivery: ImageDelivery {
        ImageDelivery(of: [.index, .manifest], by: .mirror, extent: .wholeOrAbsence)
    }

    package func edit(_ image: inout ImageDraft) { image.isMirrorStale = true }
}

extension InjectedFault {
    /// Makes the mirror's tag name an older image, and the mirror have no newer one: `image.mirror-stale`.
    public static func imageMirrorStale() -> InjectedFault { InjectedFault(ImageMirrorStale.self) }
}
