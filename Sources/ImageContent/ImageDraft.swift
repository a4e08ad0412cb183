/// The image before it is served: image faults edit it.
package struct ImageDraft: Sendable {
    /// What the scenario asks for.
    package let recipe: ImageRecipe
    /// The layers, lowest first; editing them does not change the manifest or the configuration.
    package var layers: [SyntheticLayer]
    /// The image configuration as served.
    package private(set) var configuration: [UInt8]
    /// The manifest as served.
    package private(set) var manifest: [UInt8]
    /// The index as served, if the tag names one; edits are served as they are.
    package var index: [UInt8]?
    /// The media type the manifest is served with.
    package var manifestMediaType: String
    /// The media type the index is served with.
    package var indexMediaType: String
    /// Content served instead of the true content of a digest, or under a digest of its own, as damage.
    package var substitutes: [Digest: Blob] = [:]
    /// Digests that are answered with 404.
    package var missing: Set<Digest> = []
    /// Whether a mirror still has the image that the tag named before, and not this one.
    package var isMirrorStale = false

    /// The creation time of synthetic images; fixed, so that digests repeat.
    private static let created = "2020-01-01T00:00:00Z"

    /// Makes the image of a recipe and a seed; numbers out of range become the nearest in range.
    ///
    /// Every layer is read through once for its digests, which takes a few seconds for 4 GiB.
    package init(recipe: ImageRecipe, seed: UInt64) {
        self.recipe = recipe
        let count = min(max(recipe.layers, ImageRecipe.layerCounts.lowerBound), ImageRecipe.layerCounts.upperBound)
        let layers = (1...count).map { SyntheticLayer(seed: seed, ordinal: $0, size: recipe.layerSize) }
        let platform = Platform.host
        let format = recipe.format
        let configuration = ImageDocument.encode(
            ImageConfiguration(
                created: Self.created,
                architecture: platform.architecture,
                os: platform.os,
                config: ImageConfiguration.Execution(command: ["/chaospull"], environment: ["PATH=/"]),
                rootfs: ImageConfiguration.RootFileSystem(diffIDs: layers.map(\.diffID)),
                history: (1...count).map {
                    ImageConfiguration.HistoryEntry(created: Self.created, createdBy: "chaospull layer \($0)")
                }
            )
        )
        let manifest = ImageDocument.encode(
            ImageManifest(
                mediaType: format.manifestType,
                config: Descriptor(mediaType: format.configType, bytes: configuration),
                layers: layers.map { Descriptor(mediaType: format.layerType, digest: $0.digest, size: $0.size) }
            )
        )
        self.layers = layers
        self.configuration = configuration
        self.manifest = manifest
        manifestMediaType = format.manifestType
        indexMediaType = format.indexType
        if recipe.isIndexed {
            let descriptor = Descriptor(mediaType: format.manifestType, bytes: manifest, platform: platform)
            index = ImageDocument.encode(ImageIndex(mediaType: format.indexType, manifests: [descriptor]))
        }
    }

    /// Serves other bytes as the manifest, under their own digest, and makes the index name them.
    ///
    /// An index that no longer decodes stays as it is.
    package mutating func replaceManifest(with bytes: [UInt8]) {
        let old = Digest.sha256(of: manifest)
        manifest = bytes
        guard
            let current = index,
            var decoded = try? ImageDocument.decode(ImageIndex.self, from: current, named: "index")
        else { return }
        decoded.manifests = decoded.manifests.map { $0.digest == old ? $0.describing(bytes) : $0 }
        index = ImageDocument.encode(decoded)
    }

    /// The image that the tag named before this one: the same recipe, other content.
    package static func older(than seed: UInt64, recipe: ImageRecipe) -> ImageDraft {
        ImageDraft(recipe: recipe, seed: ~seed)
    }

    /// The final image, as it is served.
    package func sealed() -> ServedImage {
        ServedImage(self)
    }
}
