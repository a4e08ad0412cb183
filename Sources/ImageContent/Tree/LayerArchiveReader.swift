/// Reads a layer as a tar archive, whatever it is packed by.
package enum LayerArchiveReader {
    /// How much is unpacked at once: 1000 times as much can come of it (zlib, "Technical Details").
    private static let packedPiece = 16_384

    /// The archive of a layer that `read` returns in pieces; its first bytes say whether it is gzip, Zstandard or not packed.
    package static func unpacking(_ read: @escaping (Int) throws -> [UInt8]) throws -> (Int) throws -> [UInt8] {
        var source = ByteSource(read: read)
        let start = try source.take(Packing.signatureSize)
        var isStartRead = false
        func piece(_ count: Int) throws -> [UInt8] {
            if !isStartRead {
                isStartRead = true
                return start
            }
            return try source.piece(count)
        }
        guard let unpacker = try Packing(of: start).unpacker() else { return piece }
        var isFinished = false
        return { _ in
            var unpacked: [UInt8] = []
            while unpacked.isEmpty, !isFinished {
                let packed = try piece(packedPiece)
                if packed.isEmpty {
                    isFinished = true
                    try unpacker.finish()
                } else {
                    try packed.withUnsafeBytes { try unpacker.update($0) { unpacked.append(contentsOf: $0) } }
                }
            }
            return unpacked
        }
    }
}
