/// The content of one repository as the registry serves it, and what an undamaged store must hold.
///
/// It never changes.
package struct ServedImage: Sendable {
    /// The repository, such as `library/demo`.
    package let repository: String
    /// The tag, such as `1`.
    package let tag: String
    /// What the tag names: the index if there is one, otherwise the manifest; substitutes are applied.
    package let tagTarget: ServedManifest
    /// What an undamaged store must hold.
    package let truth: ImageTruth

    /// What refers to the image or to a part of it.
    package let referrers: [ServedManifest]

    private let manifests: [Digest: ServedManifest]
    private let blobs: [Digest: Blob]
    private let resources: [Digest: String]
    private let missing: Set<Digest>
    /// Digests by what documents call the content, where that is something else.
    private let names: [String: Digest]

    init(_ draft: ImageDraft, _ image: RenderedImage) {
        repository = draft.recipe.repository
        tag = draft.recipe.tag
        let manifest = Self.serve(image.manifest, .manifest, draft)
        let indexes = image.indexes.enumerated().map { Self.serve($1, $0 == 0 ? .index : nil, draft) }
        tagTarget = indexes.first ?? manifest

        referrers = draft.documents.others.filter { $0.subject != nil }
        var manifests = [manifest.digest: manifest]
        var blobs: [Digest: Blob] = [:]
        var resources = [manifest.digest: ImagePart.manifest.description]
        for other in draft.documents.others { manifests[other.digest] = other }
        for blob in draft.documents.otherBlobs { blobs[blob.digest] = blob }
        for index in indexes {
            manifests[index.digest] = index
            resources[index.digest] = ImagePart.index.description
        }
        func add(_ blob: Blob, _ part: ImagePart) {
            blobs[blob.digest] = (draft.damages[part] ?? []).reduce(blob) { $1($0) }
            resources[blob.digest] = resources[blob.digest] ?? part.description
        }
        if let configuration = image.configuration {
            add(Blob(bytes: configuration.bytes, statedDigest: configuration.digest), .config)
        }
        for (position, layer) in image.layers.enumerated() { add(layer, .layer(position + 1)) }
        self.manifests = manifests
        self.blobs = blobs
        self.resources = resources
        func digest(of part: ImagePart) -> Digest? {
            switch part {
            case .index: indexes.first?.digest
            case .manifest: manifest.digest
            case .config: image.configuration?.digest
            case .layer(let number):
                image.layers.indices.contains(number - 1) ? image.layers[number - 1].digest : nil
            }
        }
        names = Dictionary(
            image.names.compactMap { part, name in digest(of: part).map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
        /// As the puller knows it: by the name in the document above.
        ///
        /// What is stored under a name that is no digest can neither match nor fail it, as with an unknown algorithm.
        func named(_ part: ImagePart, else digest: Digest) -> Digest {
            guard let name = image.names[part] else { return digest }
            return Digest(name) ?? Digest("malformed:\(digest.hex)") ?? digest
        }
        missing = Set(draft.missing.compactMap(digest))
        // A manifest that names fewer layers is wrong, and a store that has what it names is not. Of bytes that were
        // changed as such nobody can say what they name: with a member twice, the last one counts for most readers.
        let hasOtherBytes = draft.edits[.manifest]?.contains { if case .content = $0 { true } else { false } } ?? false
        let stated =
            hasOtherBytes
            ? nil : try? ImageDocument.decode(JSONValue.self, from: image.manifest.bytes, named: "manifest")
        let items = stated?["layers"]?.items ?? stated?["fsLayers"]?.items?.filter { !EmptyLayer.isNamed(by: $0) }
        let count = min(items?.count ?? image.layers.count, image.layers.count)
        var truth = ImageTruth(
            manifestMediaType: draft.documents.manifest.mediaType,
            manifestDigest: named(.manifest, else: manifest.digest),
            indexDigest: indexes.first?.digest,
            configDigest: image.configuration.map { named(.config, else: $0.digest) },
            layerDigests: image.layers.prefix(count).enumerated().map { named(.layer($0 + 1), else: $1.digest) },
            diffIDs: draft.layers.prefix(count).map(\.diffID),
            manifestSize: image.manifest.bytes.count,
            configSize: image.configuration?.bytes.count,
            layerSizes: image.layers.prefix(count).map(\.size)
        )
        let foreign = draft.layers.indices.prefix(count).filter { draft.layers[$0].urls != nil }.map { $0 + 1 }
        truth.foreignLayers = foreign.isEmpty ? nil : foreign
        self.truth = truth
    }

    /// The manifest or index of a tag or digest; nil if there is none or it is missing.
    package func manifest(_ reference: String) -> ServedManifest? {
        let found = reference == tag ? tagTarget : digest(named: reference).flatMap { manifests[$0] }
        guard let found, !missing.contains(found.digest) else { return nil }
        return found
    }

    /// The digest of content by what a document calls it, which need not be a digest; nil for what names nothing.
    package func digest(named name: String) -> Digest? { names[name] ?? Digest(name) }

    /// The configuration or layer of a digest, or its substitute; nil if there is none or it is missing.
    package func blob(_ digest: Digest) -> Blob? {
        missing.contains(digest) ? nil : blobs[digest]
    }

    /// The word for a digest in scenarios: `index`, `manifest`, `config`, `layer-1` and so on, lowest layer first.
    package func resource(of digest: Digest) -> String? {
        resources[digest]
    }

    private static func serve(
        _ document: RenderedImage.Document, _ part: ImagePart?, _ draft: ImageDraft
    ) -> ServedManifest {
        var blob = Blob(bytes: document.bytes, statedDigest: document.digest)
        for damage in part.flatMap({ draft.damages[$0] }) ?? [] { blob = damage(blob) }
        return ServedManifest(
            mediaType: document.mediaType, digest: document.digest, bytes: blob.read(at: 0, count: blob.size))
    }
}
