/// A reference to content by its digest.
///
/// OCI image specification, descriptor.md.
package struct Descriptor: Codable, Equatable, Sendable {
    /// The kind of content.
    package var mediaType: String
    /// The digest of the content.
    package var digest: Digest
    /// The size of the content in bytes.
    package var size: Int
    /// The platform of the content, in an index.
    package var platform: Platform?
    /// Free text by key.
    package var annotations: [String: String]?

    package init(
        mediaType: String,
        digest: Digest,
        size: Int,
        platform: Platform? = nil,
        annotations: [String: String]? = nil
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
        self.annotations = annotations
    }

    /// Describes bytes held in memory.
    package init(mediaType: String, bytes: [UInt8], platform: Platform? = nil) {
        self.init(mediaType: mediaType, digest: .sha256(of: bytes), size: bytes.count, platform: platform)
    }

    /// A copy that refers to other bytes of the same kind.
    func describing(_ bytes: [UInt8]) -> Descriptor {
        var copy = self
        copy.digest = .sha256(of: bytes)
        copy.size = bytes.count
        return copy
    }
}
