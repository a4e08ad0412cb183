/// What is in a layer: its digest and its size.
struct UnpackedLayer {
    /// The most bytes that are unpacked: a layer of a MiB can be a bomb.
    private static let limit = 64 << 30

    let digest: Digest
    let size: Int

    /// Unpacks a layer in gzip (RFC 1952) or Zstandard (RFC 8878) piece by piece; any other is taken as it is.
    init(_ layer: Blob, by algorithm: Digest.Algorithm) throws(ImageContentError) {
        var stream = DigestStream(algorithm)
        var size = 0
        func add(_ piece: UnsafeRawBufferPointer) {
            size += piece.count
            if size <= Self.limit { stream.update(piece) }
        }
        let unpacker = try Packing(of: layer.read(at: 0, count: Packing.signatureSize)).unpacker()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        for offset in stride(from: 0, to: layer.size, by: Self.pieceSize) where size <= Self.limit {
            let count = layer.read(at: offset, into: buffer)
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            if let unpacker { try unpacker.update(piece, add) } else { add(piece) }
        }
        guard size <= Self.limit else { throw ImageContentError("it unpacks to more than \(Self.limit) bytes") }
        try unpacker?.finish()
        digest = stream.finish()
        self.size = size
    }

    private static let pieceSize = 256 << 10
}
