/// Bytes that can be read at any offset, with their stated digest; they need not be in memory.
package struct Blob: Sendable {
    /// The size in bytes.
    package private(set) var size: Int
    /// The stated digest; damage does not change it.
    package private(set) var digest: Digest

    private let content: Content
    /// The bytes with a flipped bit, as damage.
    package private(set) var flips: [Int] = []

    private enum Content {
        case bytes([UInt8])
        case layer(SyntheticLayer)
        case file(FileRegion)
    }

    /// A blob of bytes in memory.
    package init(bytes: [UInt8]) {
        self.init(bytes: bytes, statedDigest: .sha256(of: bytes))
    }

    /// A blob of bytes in memory that is served under another digest, as damage.
    package init(bytes: [UInt8], statedDigest: Digest) {
        content = .bytes(bytes)
        size = bytes.count
        digest = statedDigest
    }

    /// A blob of bytes in memory, named by a digest of some algorithm.
    init(bytes: [UInt8], by algorithm: Digest.Algorithm) {
        self.init(bytes: bytes, statedDigest: .of(bytes, by: algorithm))
    }

    /// The same bytes under the digest that they have by some algorithm; reads all of them.
    package func named(by algorithm: Digest.Algorithm) -> Blob {
        var stream = DigestStream(algorithm)
        forEachPiece { stream.update($0) }
        var copy = self
        copy.digest = stream.finish()
        return copy
    }

    init(_ layer: SyntheticLayer) {
        content = .layer(layer)
        size = layer.size
        digest = layer.digest
    }

    /// Bytes of a file under the digest that they should have.
    init(_ region: FileRegion, statedDigest: Digest) {
        content = .file(region)
        size = region.size
        digest = statedDigest
    }

    /// Hands on all bytes in pieces.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try ContentPieces.forEach(of: 0..<size) { offset, target in
            read(at: offset, into: target)
            try body(UnsafeRawBufferPointer(target))
        }
    }

    /// Up to `count` bytes from `offset` on; fewer at the end, none past it or before the start.
    package func read(at offset: Int, count: Int) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let count = min(count, size - offset)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = read(at: offset, into: UnsafeMutableRawBufferPointer(buffer.extracting(..<count)))
        }
    }

    /// Fills `target` from `offset` on and returns the number of bytes: fewer than asked for at the end, 0 past it.
    @discardableResult
    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        let count = min(target.count, size - offset)
        let target = UnsafeMutableRawBufferPointer(rebasing: target[..<count])
        switch content {
        case .bytes(let bytes):
            bytes.withUnsafeBytes { bytes in
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
            }
        case .layer(let layer):
            layer.copy(from: offset, into: target)
        case .file(let region):
            region.copy(from: offset, into: target)
        }
        for flip in flips where flip >= offset && flip - offset < count {
            target[flip - offset] ^= 1
        }
        return count
    }

    /// A copy with the lowest bit of the byte at `offset` flipped; the same bytes if there is no such byte.
    package func flippingBit(at offset: Int) -> Blob {
        var copy = self
        copy.flips.append(offset)
        return copy
    }

    /// A copy that ends after `size` bytes; the same bytes if it is no longer than that.
    package func truncated(to size: Int) -> Blob {
        var copy = self
        copy.size = min(self.size, max(0, size))
        return copy
    }
}
