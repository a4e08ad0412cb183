/// The image that a scenario asks for: its layers, their size, and its format.
public struct ImageRecipe: Sendable, Equatable, Codable {
    /// The number of layers, 1 to 128.
    public var layers: Int
    /// How many of the lowest layers are those of another image of the registry, `library/base:1`; less than `layers`.
    public var baseLayers: Int
    /// The size of each compressed layer in bytes, 2589 bytes to 16 GiB.
    public var layerSize: Int
    /// The kind of documents.
    public var format: Format
    /// How the layers are compressed.
    public var compression: Compression
    /// How each layer is compressed, lowest first, where that is not the same; the rest as `compression` says.
    public var compressions: [Compression] = []
    /// The size of each layer, lowest first, where that is not the same; the rest as `layerSize` says.
    public var layerSizes: [Int] = []
    /// What the layers have beside a plain file.
    public var features: [LayerFeature] = []
    /// What the image has beside the usual documents.
    public var shapes: Set<ImageShape> = []
    /// The size of the manifest in bytes, at most 8 MiB; as it comes without it.
    public var manifestSize: Int?
    /// The size of the configuration in bytes, at most 16 MiB; as it comes without it.
    public var configurationSize: Int?
    /// The algorithm of all digests but those of uncompressed layers.
    public var digest: Digest.Algorithm = .sha256
    /// True if the tag names an index with one manifest, for the host's platform.
    public var isIndexed: Bool
    /// The repository, such as `library/demo`.
    public var repository: String
    /// The tag, such as `1`.
    public var tag: String
    /// The user's own image, which is served in the place of a synthetic one; nil for none.
    public var layout: LayoutSource?

    /// The kind of documents an image is made of.
    public enum Format: String, Sendable, Equatable, Codable, CaseIterable {
        /// The documents of the OCI image specification.
        case oci
        /// The documents of Docker's image manifest version 2 schema 2.
        case docker
        /// The one document of Docker's image manifest version 2 schema 1, as old registries hold it.
        case dockerSchema1 = "docker-schema-1"
    }

    /// How layers are compressed, in the words of podman-push(1), `--compression-format`.
    public enum Compression: String, Sendable, Equatable, Codable, CaseIterable {
        /// In gzip that holds the content as it is, so that sizes are met to the byte and any offset can be computed.
        case stored
        /// As pullers have always read them, by zlib.
        case gzip
        /// In gzip of two members.
        case gzipMembers = "gzip-members"
        /// In gzip with zeros behind it.
        case gzipTrailing = "gzip-trailing"
        /// In gzip like that of lazy pullers, with a table of contents.
        case estargz
        /// Not at all.
        case none
        /// In Zstandard, by libzstd.
        case zstd
        /// With a table of contents, from which podman and buildah learn which parts they lack.
        case zstdChunked = "zstd:chunked"
    }

    /// The numbers of layers an image can have; graph drivers stop at 128.
    package static let layerCounts = 1...128

    /// The repository of the image that has the base layers.
    package static let baseRepository = "library/base"

    /// The sizes of a compressed layer in bytes.
    ///
    /// The least is what the smallest archive takes, a folder with one file, as a gzip member.
    package static let layerSizes = 2589...1 << 34

    /// The sizes that documents can be made to have, in bytes; the least holds what 128 layers need.
    package static let manifestSizes = 64 << 10...8 << 20
    package static let configurationSizes = 64 << 10...16 << 20

    /// The layer that is empty, and the one that can be had elsewhere, from 1.
    static let emptyLayer = 2
    package static let foreignLayer = 1

    /// The sizes that a layer of some kind can have, in bytes.
    package func sizes(ofLayer ordinal: Int) -> ClosedRange<Int> {
        if isMade(ordinal) { return MadeLayer.sizes }
        return compression(ordinal) == .zstdChunked ? ChunkedLayer.sizes : Self.layerSizes
    }

    /// How a layer is compressed, from 1.
    package func compression(_ ordinal: Int) -> Compression {
        compressions.indices.contains(ordinal - 1) ? compressions[ordinal - 1] : compression
    }

    /// The size of a layer in bytes, from 1.
    package func layerSize(_ ordinal: Int) -> Int {
        layerSizes.indices.contains(ordinal - 1) ? layerSizes[ordinal - 1] : layerSize
    }

    /// Whether a layer is made in memory and by a library; then its size is that of its file.
    package func isMade(_ ordinal: Int) -> Bool {
        !features.isEmpty || ![.stored, .zstdChunked].contains(compression(ordinal))
            || shapes.contains(.emptyLayer) && ordinal == Self.emptyLayer
            || shapes.contains(.foreignLayer) && ordinal == Self.foreignLayer
    }

    /// Where a foreign layer can be had: at the CDN, without a signature.
    package static func foreignURL(of digest: Digest) -> String {
        "https://cdn.test\(foreignFolder)\(digest.algorithmName)/\(digest.hex)"
    }

    /// The folder of foreign layers at the CDN.
    package static let foreignFolder = "/foreign/"

    /// Makes a recipe; by default three layers of 1 MiB in Docker's format.
    ///
    /// - Parameters:
    ///   - layers: the number of layers.
    ///   - layerSize: the size of each compressed layer in bytes.
    ///   - format: the kind of documents.
    ///   - isIndexed: whether the tag names an index; nil for yes where the format has indexes.
    ///   - repository: as in `library/demo`.
    ///   - tag: as in `1`.
    ///   - baseLayers: how many of the lowest layers `library/base:1` has too.
    ///   - compression: how the layers are compressed; `zstd` and `zstdChunked` need `oci`.
    public init(
        layers: Int = 3,
        layerSize: Int = 1 << 20,
        format: Format = .docker,
        isIndexed: Bool? = nil,
        repository: String = "library/demo",
        tag: String = "1",
        baseLayers: Int = 0,
        compression: Compression = .stored
    ) {
        self.layers = layers
        self.layerSize = layerSize
        self.format = format
        self.isIndexed = isIndexed ?? format.hasIndexes
        self.repository = repository
        self.tag = tag
        self.baseLayers = baseLayers
        self.compression = compression
    }

    /// Makes the recipe of an image that is on disk.
    public init(layout: LayoutSource) {
        self.init()
        self.layout = layout
    }

    /// The media type of a layer, from 1.
    func layerType(_ ordinal: Int) -> String {
        switch compression(ordinal) {
        case .stored, .gzip, .gzipMembers, .gzipTrailing, .estargz:
            format.gzipLayerType
        case .none: format == .oci ? MediaType.ociLayer : MediaType.dockerLayer
        case .zstd, .zstdChunked: MediaType.ociLayerZstd
        }
    }

    /// The media type of a foreign layer.
    var foreignType: String { format == .oci ? MediaType.ociLayerForeign : MediaType.dockerLayerForeign }
}

extension ImageRecipe.Format {
    var indexType: String { self == .oci ? MediaType.ociIndex : MediaType.dockerManifestList }
    var manifestType: String {
        switch self {
        case .oci: MediaType.ociManifest
        case .docker: MediaType.dockerManifest
        case .dockerSchema1: MediaType.dockerSchema1
        }
    }
    /// The media type of a layer in gzip.
    package var gzipLayerType: String { self == .oci ? MediaType.ociLayerGzip : MediaType.dockerLayerGzip }
    var configType: String { self == .oci ? MediaType.ociConfig : MediaType.dockerConfig }

    /// Whether a tag can name an index: no manifest list has the type of schema 1 (distribution, manifest-v2-2.md).
    package var hasIndexes: Bool { self != .dockerSchema1 }
    /// Whether the manifest names a configuration; that of schema 1 says itself how to run the image.
    package var hasConfiguration: Bool { self != .dockerSchema1 }
    /// Whether the manifest says more of a layer than its digest (descriptor.md).
    package var hasDescriptors: Bool { self != .dockerSchema1 }
}
