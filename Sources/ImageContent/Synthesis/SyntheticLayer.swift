/// A layer of any size that is computed when it is read: a gzipped tar archive of seeded content.
///
/// Making one reads all of it once to compute its digests; afterwards it takes about 64 KiB of memory.
package struct SyntheticLayer: Sendable {
    /// The digest of the compressed layer.
    package let digest: Digest
    /// The digest of the uncompressed tar archive.
    package let diffID: Digest
    /// The size of the compressed layer in bytes.
    package var size: Int { frame.size }
    /// The size of the uncompressed tar archive in bytes.
    package var archiveSize: Int { archive.size }

    private let archive: LayerArchive
    private let frame: StoredGzip
    private let trailer: [UInt8]

    /// Makes the layer of a seed and an ordinal.
    ///
    /// `size` is that of the compressed layer in bytes, met exactly from 2589, the size of the smallest archive, up to
    /// the largest of a recipe. Other values become the nearest of these.
    package init(seed: UInt64, ordinal: Int, size: Int) {
        let size = min(size, ImageRecipe.layerSizes.upperBound)
        let smallest = StoredGzip(contentSize: LayerArchive.smallestSize)
        let frame =
            size > smallest.size
            ? StoredGzip.fitting(size: size, granule: TarHeader.blockSize) ?? smallest : smallest
        let archive = LayerArchive(seed: seed, ordinal: ordinal, size: frame.contentSize)
        self.frame = frame
        self.archive = archive

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
        trailer = frame.trailer(checksum: checksum)
        trailer.withUnsafeBytes { stream.update($0) }
        digest = stream.finish()
        diffID = archiveStream.finish()
    }

    /// The compressed layer as it is served.
    package var blob: Blob { Blob(self) }

    /// Up to `count` bytes of the compressed layer from `offset` on; fewer at its end, none past it.
    package func read(at offset: Int, count: Int) -> [UInt8] {
        blob.read(at: offset, count: count)
    }

    /// Fills `target` with the compressed layer's bytes from `offset` on, which must all exist.
    func copy(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        frame.copy(from: offset, into: target, trailer: trailer, content: archive.copy(from:into:))
    }
}
