import Crypto

/// A SHA-256 digest of content that comes in pieces.
package struct DigestStream: Sendable {
    private var hash = SHA256()

    package init() {}

    /// Adds the next piece.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    /// The digest of all pieces so far; the stream can be continued.
    package func finish() -> Digest {
        Digest(hash.finalize())
    }
}
