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

    private let manifests: [Digest: ServedManifest]
    private let blobs: [Digest: Blob]
    private let resources: [Digest: String]
    private let missing: Set<Digest>

    init(_ draft: ImageDraft) {
        let manifest = Self.serve(draft.manifest, as: draft.manifestMediaType, instead: draft.substitutes)
        let index = draft.index.map { Self.serve($0, as: draft.indexMediaType, instead: draft.substitutes) }
        let configuration = Blob(bytes: draft.configuration)
        repository = draft.recipe.repository
        tag = draft.recipe.tag
        tagTarget = index ?? manifest
        missing = draft.missing

        var manifests = [manifest.digest: manifest]
        var blobs = [configuration.digest: configuration]
        var resources = [manifest.digest: "manifest", configuration.digest: "config"]
        if let index {
            manifests[index.digest] = index
            resources[index.digest] = "index"
        }
        for (position, layer) in draft.layers.enumerated() {
            blobs[layer.digest] = layer.blob
            resources[layer.digest] = "layer-\(position + 1)"
        }
        self.manifests = manifests
        self.blobs = blobs.merging(draft.substitutes) { $1 }
        self.resources = resources
        truth = ImageTruth(
            manifestMediaType: draft.recipe.format.manifestType,
            manifestDigest: manifest.digest,
            indexDigest: index?.digest,
            configDigest: configuration.digest,
            layerDigests: draft.layers.map(\.digest),
            diffIDs: draft.layers.map(\.diffID),
            manifestSize: draft.manifest.count,
            configSize: draft.configuration.count,
            layerSizes: draft.layers.map(\.size)
        )
    }

    /// The manifest or index of a tag or digest; nil if there is none or it is missing.
    package func manifest(_ reference: String) -> ServedManifest? {
        let found = reference == tag ? tagTarget : Digest(reference).flatMap { manifests[$0] }
        guard let found, !missing.contains(found.digest) else { return nil }
        return found
    }

    /// The configuration or layer of a digest, or its substitute; nil if there is none or it is missing.
    package func blob(_ digest: Digest) -> Blob? {
        missing.contains(digest) ? nil : blobs[digest]
    }

    /// The word for a digest in scenarios: `index`, `manifest`, `config`, `layer-1` and so on, lowest layer first.
    package func resource(of digest: Digest) -> String? {
        resources[digest]
    }

    private static func serve(_ bytes: [UInt8], as type: String, instead: [Digest: Blob]) -> ServedManifest {
        let digest = Digest.sha256(of: bytes)
        let served = instead[digest].map { $0.read(at: 0, count: $0.size) } ?? bytes
        return ServedManifest(mediaType: type, digest: digest, bytes: served)
    }
}
