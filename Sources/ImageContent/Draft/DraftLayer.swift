/// A layer of an image that is being made: its bytes, and what the documents say of it.
package struct DraftLayer: Sendable {
    /// The compressed layer.
    package let blob: Blob
    /// The digest of the uncompressed tar archive.
    package let diffID: Digest
    /// The size of the uncompressed tar archive in bytes; of a layer on disk that was not unpacked, its own.
    package let archiveSize: Int
    /// The media type in its descriptor.
    package let mediaType: String
    /// The annotations in its descriptor; nil for none.
    package let annotations: [String: String]?
    /// Where else it can be had, in its descriptor; nil for nowhere.
    package var urls: [String]?

    /// The digest of the compressed layer.
    package var digest: Digest { blob.digest }
    /// The size of the compressed layer in bytes.
    package var size: Int { blob.size }

    package init(
        blob: Blob, diffID: Digest, archiveSize: Int, mediaType: String, annotations: [String: String]? = nil,
        urls: [String]? = nil
    ) {
        self.blob = blob
        self.diffID = diffID
        self.archiveSize = archiveSize
        self.mediaType = mediaType
        self.annotations = annotations
        self.urls = urls
    }

    /// A layer that is computed when it is read.
    init(_ layer: SyntheticLayer, mediaType: String) {
        self.init(
            blob: layer.blob, diffID: layer.diffID, archiveSize: layer.archiveSize, mediaType: mediaType,
            annotations: layer.annotations)
    }

    /// The same under a digest of some algorithm.
    func named(by algorithm: Digest.Algorithm) -> DraftLayer {
        guard digest.algorithm != algorithm else { return self }
        return DraftLayer(
            blob: blob.named(by: algorithm), diffID: diffID, archiveSize: archiveSize, mediaType: mediaType,
            annotations: annotations, urls: urls)
    }

    /// As the manifest names it.
    var descriptor: Descriptor {
        Descriptor(mediaType: mediaType, digest: digest, size: size, annotations: annotations, urls: urls)
    }
}
