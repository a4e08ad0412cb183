import ImageContent

/// Whether a changed part still has the digest by which it is asked for.
public enum StatedDigest: String, Sendable, CaseIterable {
    /// The documents above have digest and size of what is served.
    case matching
    /// They have digest and size of what was there before.
    case stale
}

/// Changing the bytes of one part of the image: what faults of content have in common.
struct ImageChange: Sendable {
    static let part = Parameter("part", .imagePart, "what is changed: `index`, `manifest`, `config` or a layer")
    static let digest = Parameter(
        "digest", .word(StatedDigest.self, called: "kind of digest"), default: .matching,
        "matching makes digests and sizes in the documents above those of what is served, stale leaves them")

    let part: ImagePart
    private let digest: StatedDigest

    init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
        digest = try fields.value(of: Self.digest)
    }

    var slots: [Slot] { [.bytes(of: part)] }

    var delivery: ImageDelivery { ImageDelivery(of: [part.resource]) }

    /// Whether what names the part stays as it is.
    var isOfAnswers: Bool { digest == .stale }

    /// Where the damage shows by the size alone: in the document above too, if that says the size that there is.
    var deliveryBySize: [Resource] {
        [part.resource] + (digest == .matching ? [part.parent].compactMap(\.self) : [])
    }

    /// Changes the bytes.
    func make(in image: inout ImageDraft, _ change: @escaping @Sendable (Blob) -> Blob) {
        switch digest {
        case .matching: image.rewrite(part, change)
        case .stale: image.damage(part, change)
        }
    }

    /// Puts other bytes in place of all of them; nil leaves them.
    func make(in image: inout ImageDraft, bytes: @escaping @Sendable ([UInt8]) -> [UInt8]?) {
        make(in: &image) { blob in
            // Documents have a few kilobytes; of a layer this would be too much.
            guard blob.size <= Self.mostBytes, let changed = bytes(blob.read(at: 0, count: blob.size)) else {
                return blob
            }
            return Blob(bytes: changed, statedDigest: blob.digest)
        }
    }

    private static let mostBytes = 64 << 20
}

extension Slot {
    /// What a part consists of.
    static func bytes(of part: ImagePart) -> Slot { Slot("the bytes of \(part)") }

    /// What the document above a part says of it.
    static func descriptor(of part: ImagePart) -> Slot { Slot("the descriptor of \(part)") }
}

extension ImagePart {
    /// What a request for it is about.
    var resource: Resource { Resource(description) }

    /// Whether it is no document that a registry has by a tag.
    var isBlob: Bool {
        switch self {
        case .index, .manifest: false
        case .config, .layer: true
        }
    }

    /// The document that names it; nil for what the tag names.
    var parent: Resource? {
        switch self {
        case .index: nil
        case .manifest: .index
        case .config, .layer: .manifest
        }
    }
}

extension ValueKind<Resource> {
    /// A document or blob of the image.
    static let imagePart = ValueKind(
        .choice(["index", "manifest", "config"], or: "a layer such as layer-1", pattern: layerPattern),
        read: { (element) throws(LanguageError) in
            let word = try element.scalar("index, manifest, config or a layer such as layer-1")
            guard ImagePart(word) != nil else {
                throw element.error(
                    "unknown part '\(word.clipped)'; expected index, manifest, config or a layer such as layer-1")
            }
            return Resource(word)
        }, write: { Element($0.name) })

    /// A layer of the image.
    static let imageLayer = ValueKind(
        .choice(["layer-1"], or: "another layer such as layer-2", pattern: layerPattern),
        read: { (element) throws(LanguageError) in
            let word = try element.scalar("a layer such as layer-1")
            guard case .layer? = ImagePart(word) else {
                throw element.error("unknown layer '\(word.clipped)'; expected one such as layer-1")
            }
            return Resource(word)
        }, write: { Element($0.name) })

    /// From 1 to 128 (`ImageRecipe.layerCounts`).
    private static let layerPattern = "layer-([1-9][0-9]?|1[01][0-9]|12[0-8])"
}

extension Fields {
    /// The part that a parameter names.
    func imagePart(_ parameter: Parameter<Resource>) throws(LanguageError) -> ImagePart {
        let resource = try value(of: parameter)
        guard let part = ImagePart(resource.name) else {
            throw error(about: parameter, "'\(resource.name)' is no part of an image; expected one such as manifest")
        }
        return part
    }

    /// The number of the layer that a parameter names.
    func imageLayer(_ parameter: Parameter<Resource>) throws(LanguageError) -> Int {
        guard case .layer(let number) = try imagePart(parameter) else {
            throw error(about: parameter, "it is no layer; expected one such as layer-1")
        }
        return number
    }
}
