/// The documents of an image, as they are before any edit.
struct ImageDocuments: Sendable {
    /// A document and the media type that it is served with.
    struct Document: Sendable {
        let bytes: [UInt8]
        let mediaType: String
        /// The digest that it is named by, where that may be another one than it has, or of another algorithm.
        var statedDigest: Digest?
    }

    /// None with a manifest of schema 1.
    let configuration: Document?
    let manifest: Document
    /// What the tag names first, then what that names, and so on to what names the manifest; none without an index.
    let indexes: [Document]
    /// Documents and blobs beside these, by the digests that the indexes name them by.
    var others: [ServedManifest] = []
    var otherBlobs: [Blob] = []
    /// The algorithm of all digests but DiffIDs.
    let algorithm: Digest.Algorithm
}
