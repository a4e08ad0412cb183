import Crypto

/// The SHA-256 of a file's bytes, kept in 32 bytes: a tree may have a million files.
package struct ContentHash: Sendable, Equatable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    fileprivate init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    package static func == (left: ContentHash, right: ContentHash) -> Bool { left.words == right.words }

    /// As `Digest` writes it.
    package var description: String {
        let hex = [words.0, words.1, words.2, words.3].map { word in
            let digits = String(word.bigEndian, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return "sha256:" + hex.joined()
    }
}

/// The hash and the size of content that comes in pieces.
package struct ContentHasher {
    private var function = SHA256()
    /// How many bytes there were.
    package private(set) var size = 0

    package init() {}

    /// Adds the next piece.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        function.update(bufferPointer: bytes)
        size += bytes.count
    }

    /// The hash of all pieces.
    package func finish() -> ContentHash { ContentHash(function.finalize()) }
}
