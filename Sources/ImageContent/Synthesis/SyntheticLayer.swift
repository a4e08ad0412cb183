/// A layer of any size that is computed when it is read: a compressed tar archive of seeded content.
///
/// Making one reads all of it to compute its digests; afterwards it takes about 64 KiB of memory.
package struct SyntheticLayer: Sendable {
    /// The digest of the compressed layer.
    package let digest: Digest
    /// The digest of the uncompressed tar archive.
    package let diffID: Digest
    /// What the manifest says of the layer beside its digest; nil for nothing.
    package let annotations: [String: String]?
    /// The size of the compressed layer in bytes.
    package let size: Int
    /// The size of the uncompressed tar archive in bytes.
    package let archiveSize: Int

    private let form: Form

    private enum Form {
        case gzip(LayerArchive, StoredGzip, trailer: [UInt8])
        case chunked(ChunkedLayer)
    }

    /// Makes the layer of a seed and an ordinal.
    ///
    /// `size` is that of the compressed layer in bytes, met exactly within the sizes that such layers can have. Other
    /// values become the nearest of these.
    package init(seed: UInt64, ordinal: Int, size: Int, isChunked: Bool = false) {
        let sizes = isChunked ? ChunkedLayer.sizes : ImageRecipe.layerSizes
        let size = min(max(size, sizes.lowerBound), sizes.upperBound)
        if isChunked {
            self.init(ChunkedLayer(seed: seed, ordinal: ordinal, size: size))
        } else {
            self.init(gzip: size, seed: seed, ordinal: ordinal)
        }
    }

    private init(_ layer: ChunkedLayer) {
        digest = layer.digest
        diffID = layer.diffID
        annotations = layer.annotations
        size = layer.size
        archiveSize = layer.archive.size
        form = .chunked(layer)
    }

    private init(gzip size: Int, seed: UInt64, ordinal: Int) {
        let smallest = StoredGzip(contentSize: LayerArchive.smallestSize)
        let frame =
            size > smallest.size
            ? StoredGzip.fitting(size: size, granule: TarHeader.blockSize) ?? smallest : smallest
        let archive = LayerArchive(seed: seed, ordinal: ordinal, size: frame.contentSize)

        var stream = DigestStream()
        var archiveStream = DigestStream()
        var checksum: UInt32 = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: StoredGzip.blockCapacity, alignment: 16)
        defer { buffer.deallocate() }
        frame.header.withUnsafeBytes { stream.update($0) }
        for offset in stride(from: 0, to: frame.contentSize, by: StoredGzip.blockCapacity) {
            let count = min(StoredGzip.blockCapacity, frame.contentSize - offset)
            let block = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            archive.copy(from: offset, into: block)
            checksum = StoredGzip.checksum(checksum, adding: UnsafeRawBufferPointer(block))
            archiveStream.update(UnsafeRawBufferPointer(block))
            frame.blockHeader(at: offset).withUnsafeBytes { stream.update($0) }
            stream.update(UnsafeRawBufferPointer(block))
        }
        let trailer = frame.trailer(checksum: checksum)
        trailer.withUnsafeBytes { stream.update($0) }
        digest = stream.finish()
        diffID = archiveStream.finish()
        annotations = nil
        self.size = frame.size
        archiveSize = archive.size
        form = .gzip(archive, frame, trailer: trailer)
    }

    /// The compressed layer as it is served.
    package var blob: Blob { Blob(self) }

    /// Up to `count` bytes of the compressed layer from `offset` on; fewer at its end, none past it.
    package func read(at offset: Int, count: Int) -> [UInt8] {
        blob.read(at: offset, count: count)
    }

    /// Fills `target` with the compressed layer's bytes from `offset` on, which must all exist.
    func copy(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        switch form {
        case .gzip(let archive, let frame, let trailer):
            frame.copy(from: offset, into: target, trailer: trailer, content: archive.copy(from:into:))
        case .chunked(let layer): layer.copy(from: offset, into: target)
        }
    }
}
