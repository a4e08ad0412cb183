/// The image before it is served: image faults edit it.
///
/// Edits are kept and made when the image is sealed, from the layers up. So what refers to a changed part names it by
/// its new digest and size, in whatever order the edits came.
package struct ImageDraft: Sendable {
    /// What the scenario asks for.
    package let recipe: ImageRecipe
    /// The layers, lowest first.
    package private(set) var layers: [DraftLayer]
    /// Whether a mirror still has the image that the tag named before, and not this one.
    package var isMirrorStale = false
    /// Whether the tag named another image when it was first asked for.
    package var isTagMoved = false
    /// The media types that documents are served with, where they are not their own.
    package var servedTypes: [ImagePart: String] = [:]
    /// What is answered with 404.
    package private(set) var missing: Set<ImagePart> = []

    /// The documents before all edits.
    let documents: ImageDocuments
    private(set) var edits: [ImagePart: [Edit]] = [:]
    private(set) var descriptorEdits: [ImagePart: [@Sendable (inout JSONValue, Blob) -> Void]] = [:]
    private(set) var damages: [ImagePart: [@Sendable (Blob) -> Blob]] = [:]
    /// Layers that were replaced, whose DiffIDs the configuration has to state anew.
    private(set) var replacedLayers: Set<Int> = []

    enum Edit: Sendable {
        case content(@Sendable (Blob) -> Blob)
        case document(@Sendable (inout JSONValue) -> Void)
    }

    init(recipe: ImageRecipe, layers: [DraftLayer], documents: ImageDocuments) {
        self.recipe = recipe
        self.layers = layers
        self.documents = documents
    }

    /// Makes other bytes of a part; digests and sizes match.
    package mutating func rewrite(_ part: ImagePart, _ change: @escaping @Sendable (Blob) -> Blob) {
        edits[part, default: []].append(.content(change))
    }

    /// Changes a document; digests and sizes match.
    ///
    /// Bytes that are no JSON any more stay as they are.
    package mutating func editDocument(_ part: ImagePart, _ change: @escaping @Sendable (inout JSONValue) -> Void) {
        edits[part, default: []].append(.document(change))
    }

    /// Changes what the document above a part says of it: its descriptor (descriptor.md).
    package mutating func editDescriptor(
        of part: ImagePart, _ change: @escaping @Sendable (inout JSONValue) -> Void
    ) {
        descriptorEdits[part, default: []].append { descriptor, _ in change(&descriptor) }
    }

    /// Names a part otherwise in the document above it; the part is served under that name too.
    package mutating func rename(_ part: ImagePart, _ name: @escaping @Sendable (Blob) -> String) {
        descriptorEdits[part, default: []].append { descriptor, content in
            descriptor["digest"] = .string(name(content))
        }
    }

    /// Serves other bytes of a part under the digest that it has.
    package mutating func damage(_ part: ImagePart, _ change: @escaping @Sendable (Blob) -> Blob) {
        damages[part, default: []].append(change)
    }

    /// Lets a part be missing.
    package mutating func remove(_ part: ImagePart) { missing.insert(part) }

    /// Puts another layer in the place of one, from 1; manifest and configuration follow.
    package mutating func replaceLayer(_ number: Int, with layer: DraftLayer) {
        guard layers.indices.contains(number - 1) else { return }
        layers[number - 1] = layer.named(by: documents.algorithm)
        replacedLayers.insert(number)
    }

    /// The image configuration as served; no bytes where there is none.
    package var configuration: [UInt8] { rendered().configuration?.bytes ?? [] }
    /// The manifest as served.
    package var manifest: [UInt8] { rendered().manifest.bytes }
    /// The index as served, if the tag names one.
    package var index: [UInt8]? { rendered().indexes.first?.bytes }
    /// The digest of the manifest as served.
    package var manifestDigest: Digest { rendered().manifest.digest }

    /// The image that the tag named before this one: the same recipe, other content.
    package static func older(than seed: UInt64, recipe: ImageRecipe) -> ImageDraft {
        ImageDraft(recipe: recipe, seed: ~seed)
    }

    /// The image of another repository that has the lowest layers of this one; nil without such layers.
    package static func base(of recipe: ImageRecipe, seed: UInt64) -> ImageDraft? {
        guard recipe.baseLayers > 0 else { return nil }
        var base = recipe
        base.repository = ImageRecipe.baseRepository
        base.layers = recipe.baseLayers
        base.baseLayers = 0
        return ImageDraft(recipe: base, seed: seed)
    }

    /// The final image, as it is served.
    package func sealed() -> ServedImage { ServedImage(self, rendered()) }
}
