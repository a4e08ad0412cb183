/// A manifest or an index as the registry serves it.
package struct ServedManifest: Sendable, Equatable {
    /// The value of `Content-Type`.
    package let mediaType: String
    /// The stated digest, which damaged bytes do not have.
    package let digest: Digest
    /// The body.
    package let bytes: [UInt8]

    package init(mediaType: String, digest: Digest, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.digest = digest
        self.bytes = bytes
    }
}
