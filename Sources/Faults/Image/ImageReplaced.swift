import ImageContent

/// Puts something else in the place of a document or a blob.
package struct ImageReplaced: ImageFault {
    package static let name = "image.replaced"
    package static let summary = "serve something else in place of a document or a layer"
    static let part = ImageChange.part
    static let with = Parameter(
        "with", .word(Replacement.self, called: "replacement"),
        "`html` a page, `zeros` as many zeros, `other-image` the same part of another image")
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, with, digest]

    private let change: ImageChange
    private let replacement: Replacement
    private let digest: StatedDigest

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
        replacement = try fields.value(of: Self.with)
        digest = try fields.value(of: Self.digest)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    package var delivery: ImageDelivery { change.delivery }

    /// Where an index names it by its digest, another image's manifest is no fault.
    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard replacement == .otherImage, digest == .matching, [.index, .manifest].contains(change.part) else {
            return nil
        }
        return FaultObjection(
            "with", "with digests that match, that is another image and nothing is wrong; expected 'digest: stale'")
    }

    package func edit(_ image: inout ImageDraft) {
        switch replacement {
        case .html: change.make(in: &image, bytes: { _ in Self.page })
        case .zeros: change.make(in: &image, bytes: { [UInt8](repeating: 0, count: $0.count) })
        case .otherImage:
            let other = Self.otherImage(than: image)
            switch change.part {
            case .index: change.make(in: &image, bytes: { _ in other.index })
            case .manifest: change.make(in: &image, bytes: { _ in other.manifest })
            case .config: change.make(in: &image, bytes: { _ in other.configuration })
            case .layer(let number):
                guard other.layers.indices.contains(number - 1) else { return }
                change.make(in: &image, { _ in other.layers[number - 1].blob })
            }
        }
    }

    private static let page = Array(
        "<!DOCTYPE html>\n<html><head><title>Not found</title></head><body>There is no such page.</body></html>\n".utf8)

    /// The same recipe with other content; the same for each run of a seed.
    private static func otherImage(than image: ImageDraft) -> ImageDraft {
        let seed = image.layers.first.flatMap { UInt64($0.digest.hex.prefix(16), radix: 16) } ?? 0
        return ImageDraft(recipe: image.recipe, seed: seed)
    }
}

/// What is served in place of a document or a layer.
public enum Replacement: String, Sendable, CaseIterable {
    /// A page of HTML.
    case html
    /// As many zeros.
    case zeros
    /// The same part of another image.
    case otherImage = "other-image"
}

extension InjectedFault {
    /// Serves something else in place of a document or a layer: `image.replaced`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest`, `.config` or a layer.
    ///   - with: what is served.
    ///   - digest: whether the documents above have the digest of that; they do without it.
    public static func imageReplaced(
        _ part: Resource, with replacement: Replacement, digest: StatedDigest? = nil
    ) -> InjectedFault {
        InjectedFault(
            ImageReplaced.self, ImageReplaced.part(part), ImageReplaced.with(replacement), ImageReplaced.digest(digest))
    }
}
