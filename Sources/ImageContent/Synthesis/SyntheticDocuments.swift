/// The documents of a synthetic image.
struct SyntheticDocuments {
    /// The creation time of synthetic images; fixed, so that digests repeat.
    private static let created = TarHeader.fixedTimeText

    private let recipe: ImageRecipe
    private let layers: [DraftLayer]

    init(_ recipe: ImageRecipe, _ layers: [DraftLayer]) {
        self.recipe = recipe
        self.layers = layers
    }

    private var format: ImageRecipe.Format { recipe.format }
    private var hasData: Bool { recipe.shapes.contains(.data) }

    var documents: ImageDocuments {
        if format == .dockerSchema1 { return SchemaOneDocuments(recipe, layers).documents }
        let configuration = configuration(of: .host)
        let manifest = manifest(naming: configuration, size: recipe.manifestSize)
        let index = recipe.isIndexed ? self.index(naming: manifest) : nil
        return ImageDocuments(
            configuration: .init(bytes: configuration, mediaType: format.configType),
            manifest: .init(bytes: manifest, mediaType: format.manifestType),
            indexes: index?.documents ?? [], others: index?.others.map(\.served) ?? [],
            otherBlobs: index?.others.flatMap(\.blobs) ?? [], algorithm: recipe.digest)
    }

    /// The configuration, filled up to the size that the recipe asks for.
    private func configuration(of platform: Platform) -> [UInt8] {
        func encoded(_ filler: Int) -> [UInt8] {
            ImageDocument.encode(
                ImageConfiguration(
                    created: Self.created, architecture: platform.architecture, os: platform.os,
                    config: ImageConfiguration.Execution(
                        command: ["/chaospull"], environment: ["PATH=/"],
                        labels: filler > 0 ? ["test.chaospull.filler": Self.filler(filler)] : nil),
                    rootfs: ImageConfiguration.RootFileSystem(diffIDs: layers.map(\.diffID)),
                    history: layers.indices.map {
                        ImageConfiguration.HistoryEntry(created: Self.created, createdBy: "chaospull layer \($0 + 1)")
                    }))
        }
        return Self.filled(to: recipe.configurationSize, encoded)
    }

    private func manifest(naming configuration: [UInt8], size: Int?) -> [UInt8] {
        func encoded(_ filler: Int) -> [UInt8] {
            var manifest = ImageManifest(
                mediaType: format.manifestType,
                config: Descriptor(
                    mediaType: format.configType, bytes: configuration, by: recipe.digest, hasData: hasData),
                layers: layers.map(\.descriptor))
            if filler > 0 { manifest.annotations = ["test.chaospull.filler": Self.filler(filler)] }
            return ImageDocument.encode(manifest)
        }
        return Self.filled(to: size, encoded)
    }

    private static func filler(_ count: Int) -> String { String(repeating: "f", count: count) }

    /// A document of exactly this size, made with as much filler as that takes; as it is where it is larger, or for nil.
    private static func filled(to size: Int?, _ encoded: (Int) -> [UInt8]) -> [UInt8] {
        let bare = encoded(0)
        guard let size, size > bare.count else { return bare }
        return encoded(max(1, size - encoded(1).count + 1))
    }

    // MARK: The index

    private struct Index {
        /// What the tag names first.
        let documents: [ImageDocuments.Document]
        let others: [OtherManifest]
    }

    private func index(naming manifest: [UInt8]) -> Index {
        let main = Descriptor(
            mediaType: format.manifestType, bytes: manifest, by: recipe.digest, platform: .host, hasData: hasData)
        var others: [OtherManifest] = []
        if recipe.shapes.contains(.otherPlatforms) { others += otherPlatforms }
        if recipe.shapes.contains(.attestations) { others.append(.attestation(of: main, by: recipe.digest)) }
        if recipe.shapes.contains(.artifact) { others.append(.artifact(by: recipe.digest)) }
        let inner = ImageDocument.encode(
            ImageIndex(mediaType: format.indexType, manifests: [main] + others.map(\.descriptor)))
        var documents = [ImageDocuments.Document(bytes: inner, mediaType: format.indexType)]
        if recipe.shapes.contains(.nestedIndex) {
            let outer = Descriptor(mediaType: format.indexType, bytes: inner, by: recipe.digest)
            documents.insert(
                .init(
                    bytes: ImageDocument.encode(ImageIndex(mediaType: format.indexType, manifests: [outer])),
                    mediaType: format.indexType), at: 0)
        }
        return Index(documents: documents, others: others)
    }

    /// Images for processors that this machine does not have, with the same layers.
    private var otherPlatforms: [OtherManifest] {
        ["arm64", "riscv64", "s390x", "amd64"].filter { $0 != Platform.host.architecture }.prefix(2).map { name in
            let platform = Platform(architecture: name, os: "linux")
            let configuration = configuration(of: platform)
            let manifest = manifest(naming: configuration, size: nil)
            let descriptor = Descriptor(
                mediaType: format.manifestType, bytes: manifest, by: recipe.digest, platform: platform)
            return OtherManifest(
                descriptor: descriptor, bytes: manifest, blobs: [Blob(bytes: configuration, by: recipe.digest)])
        }
    }
}

/// A manifest that an index names beside the one for the host's platform.
struct OtherManifest {
    let descriptor: Descriptor
    let bytes: [UInt8]
    /// What it names.
    let blobs: [Blob]

    var served: ServedManifest {
        ServedManifest(mediaType: descriptor.mediaType, digest: descriptor.digest, bytes: bytes)
    }

    /// An attestation, as BuildKit stores it (buildkit, docs/attestations/attestation-storage.md).
    static func attestation(of subject: Descriptor, by algorithm: Digest.Algorithm) -> OtherManifest {
        let statement = Array(#"{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"test"}"#.utf8)
        let platform = Platform(architecture: "unknown", os: "unknown")
        let configuration = ImageDocument.encode(
            ImageConfiguration(
                created: nil, architecture: platform.architecture, os: platform.os, config: nil,
                rootfs: ImageConfiguration.RootFileSystem(diffIDs: [.sha256(of: statement)]), history: nil))
        let manifest = ImageDocument.encode(
            ImageManifest(
                mediaType: MediaType.ociManifest,
                config: Descriptor(mediaType: MediaType.ociConfig, bytes: configuration, by: algorithm),
                layers: [Descriptor(mediaType: "application/vnd.in-toto+json", bytes: statement, by: algorithm)]))
        return OtherManifest(
            descriptor: Descriptor(
                mediaType: MediaType.ociManifest, bytes: manifest, by: algorithm, platform: platform,
                annotations: [
                    "vnd.docker.reference.type": "attestation-manifest",
                    "vnd.docker.reference.digest": subject.digest.description,
                ]), bytes: manifest,
            blobs: [Blob(bytes: configuration, by: algorithm), Blob(bytes: statement, by: algorithm)])
    }

    /// An artifact without a configuration (manifest.md, "Guidelines for Artifact Usage").
    static func artifact(by algorithm: Digest.Algorithm) -> OtherManifest {
        let empty = Array("{}".utf8)
        let content = Array("an artifact\n".utf8)
        var manifest = ImageManifest(
            mediaType: MediaType.ociManifest,
            config: Descriptor(mediaType: MediaType.ociEmpty, bytes: empty, by: algorithm),
            layers: [Descriptor(mediaType: "text/plain", bytes: content, by: algorithm)])
        manifest.artifactType = "application/vnd.chaospull.test"
        let bytes = ImageDocument.encode(manifest)
        var descriptor = Descriptor(mediaType: MediaType.ociManifest, bytes: bytes, by: algorithm)
        descriptor.artifactType = manifest.artifactType
        return OtherManifest(
            descriptor: descriptor, bytes: bytes,
            blobs: [Blob(bytes: empty, by: algorithm), Blob(bytes: content, by: algorithm)])
    }
}
