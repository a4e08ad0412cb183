/// The image that a scenario asks for: its layers, their size, and its format.
public struct ImageRecipe: Sendable, Equatable, Codable {
    /// The number of layers, 1 to 128.
    public var layers: Int
    /// The size of each compressed layer in bytes, 2589 bytes to 16 GiB.
    public var layerSize: Int
    /// The kind of documents.
    public var format: Format
    /// True if the tag names an index with one manifest, for the host's platform.
    public var isIndexed: Bool
    /// The repository, such as `library/demo`.
    public var repository: String
    /// The tag, such as `1`.
    public var tag: String

    /// The kind of documents an image is made of.
    public enum Format: String, Sendable, Equatable, Codable, CaseIterable {
        /// The documents of the OCI image specification.
        case oci
        /// The documents of Docker's image manifest version 2 schema 2.
        case docker
    }

    /// The numbers of layers an image can have; graph drivers stop at 128.
    package static let layerCounts = 1...128

    /// The sizes of a compressed layer in bytes.
    ///
    /// The least is what the smallest archive takes, a folder with one file, as a gzip member.
    package static let layerSizes = 2589...1 << 34

    /// Makes a recipe; by default three layers of 1 MiB in Docker's format.
    public init(
        layers: Int = 3,
        layerSize: Int = 1 << 20,
        format: Format = .docker,
        isIndexed: Bool = true,
        repository: String = "library/demo",
        tag: String = "1"
    ) {
        self.layers = layers
        self.layerSize = layerSize
        self.format = format
        self.isIndexed = isIndexed
        self.repository = repository
        self.tag = tag
    }
}

extension ImageRecipe.Format {
    var indexType: String { self == .oci ? MediaType.ociIndex : MediaType.dockerManifestList }
    var manifestType: String { self == .oci ? MediaType.ociManifest : MediaType.dockerManifest }
    var configType: String { self == .oci ? MediaType.ociConfig : MediaType.dockerConfig }
    var layerType: String { self == .oci ? MediaType.ociLayerGzip : MediaType.dockerLayerGzip }
}
