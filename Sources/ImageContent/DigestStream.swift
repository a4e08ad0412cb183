import Crypto

/// The digest of content that comes in pieces.
package struct DigestStream: Sendable {
    private enum Hash {
        case sha256(SHA256)
        case sha512(SHA512)
    }

    private var hash: Hash

    package init(_ algorithm: Digest.Algorithm = .sha256) {
        hash =
            switch algorithm {
            case .sha256: .sha256(SHA256())
            case .sha512: .sha512(SHA512())
            }
    }

    /// Adds the next piece.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch hash {
        case .sha256(var function):
            function.update(bufferPointer: bytes)
            hash = .sha256(function)
        case .sha512(var function):
            function.update(bufferPointer: bytes)
            hash = .sha512(function)
        }
    }

    /// The digest of all pieces so far; the stream can be continued.
    package func finish() -> Digest {
        switch hash {
        case .sha256(let function): Digest(.sha256, function.finalize())
        case .sha512(let function): Digest(.sha512, function.finalize())
        }
    }
}
