/// What an undamaged store must hold after the image was pulled.
public struct ImageTruth: Codable, Sendable, Equatable {
    /// The media type of the manifest; a store that holds another one has converted the image.
    public var manifestMediaType: String
    /// The digest of the manifest.
    public var manifestDigest: Digest
    /// The digest of the index, if the tag names one.
    public var indexDigest: Digest?
    /// The digest of the image configuration; nil where there is none and each puller makes its own.
    public var configDigest: Digest?
    /// The digests of the compressed layers, lowest first.
    public var layerDigests: [Digest]
    /// The digests of the uncompressed layers, lowest first.
    public var diffIDs: [Digest]
    /// The size of the manifest in bytes.
    public var manifestSize: Int
    /// The size of the image configuration in bytes; nil where there is none.
    public var configSize: Int?
    /// The sizes of the compressed layers in bytes, lowest first.
    public var layerSizes: [Int]

    /// The layers, from 1, that can be had elsewhere, and that a copy of the image may lack; nil for none.
    public var foreignLayers: [Int]?

    /// The digests of all that the manifest names: the configuration, and the compressed layers, lowest first.
    package var blobDigests: [Digest] { [configDigest].compactMap(\.self) + layerDigests }

    /// The algorithms of the digests that content is compared with.
    var algorithms: [Digest.Algorithm] {
        let named = Set((blobDigests + diffIDs + [manifestDigest]).compactMap(\.algorithm))
        return Digest.Algorithm.allCases.filter(named.contains)
    }

    /// Describes an image that is not synthetic.
    public init(
        manifestMediaType: String,
        manifestDigest: Digest,
        indexDigest: Digest?,
        configDigest: Digest?,
        layerDigests: [Digest],
        diffIDs: [Digest],
        manifestSize: Int,
        configSize: Int?,
        layerSizes: [Int]
    ) {
        self.manifestMediaType = manifestMediaType
        self.manifestDigest = manifestDigest
        self.indexDigest = indexDigest
        self.configDigest = configDigest
        self.layerDigests = layerDigests
        self.diffIDs = diffIDs
        self.manifestSize = manifestSize
        self.configSize = configSize
        self.layerSizes = layerSizes
    }
}
