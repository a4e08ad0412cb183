/// A layer that is small and becomes large, or takes much work, where it is unpacked.
public enum BombLayer: String, Sendable, CaseIterable {
    /// One file of zeros.
    case zeros
    /// As many empty files.
    case entries
    /// As many gzip members without content, before the one with the archive.
    case members
    /// A header of pax with as many bytes.
    case paxHeader = "pax-header"
    /// A sparse file of pax 1.0 whose map has as many pieces.
    case sparseMap = "sparse-map"
    /// As many zeros behind the end of the archive.
    case padding

    /// How much there can be: KiB of zeros, padding and header; entries, members and pieces.
    package static let counts = 1...1 << 20

    /// The layer, with digest and DiffID of what it is; nil if zlib refuses.
    ///
    /// - Parameter count: one of `counts`.
    package func layer(_ count: Int, mediaType: String) -> DraftLayer? {
        let size = count << 10
        var writer = HashedGzip()
        switch self {
        case .zeros:
            writer.add(TarHeader.ustar(name: "content-zeros", size: size))
            writer.addZeros(size)
        case .entries:
            for number in 0..<count { writer.add(TarHeader.ustar(name: "entries/\(number >> 10)/\(number)")) }
        case .members:
            writer.add(TarHeader.ustar(name: "content-file"))
        case .paxHeader:
            writer.add(TarHeader.ustar(name: "PaxHeaders.0/entry", type: "x", size: size))
            // A comment (POSIX.1-2017, pax, "comment"), whose length counts its own digits.
            let text = Array("\(size) comment=".utf8)
            writer.add(text)
            writer.addZeros(size - text.count - 1)
            writer.add([0x0a])
            writer.add(TarHeader.ustar(name: "content-file"))
        case .sparseMap:
            var archive = TarWriter()
            archive.addSparse("content-sparse", size: count, pieces: (0..<count).map { ($0, 0) })
            writer.add(archive.bytes)
        case .padding:
            writer.add(TarHeader.ustar(name: "content-file"))
            writer.addZeros(size)
        }
        writer.addZeros(2 * TarHeader.blockSize)
        guard let made = writer.finished() else { return nil }
        // RFC 1952 2.2: members follow one another. This one has no content.
        let empty = self == .members ? Gzip.compressed([]) ?? [] : []
        let front = self == .members ? Array(repeatElement(empty, count: count).joined()) : []
        return DraftLayer(
            blob: Blob(bytes: front + made.bytes), diffID: made.diffID, archiveSize: made.size, mediaType: mediaType)
    }
}

/// Writes a gzip member piece by piece, and hashes what goes into it.
private struct HashedGzip {
    private static let piece = [UInt8](repeating: 0, count: 1 << 20)

    private let stream = GzipStream(level: 1)
    private var archive = DigestStream()
    private var size = 0

    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { archive.update($0) }
        size += bytes.count
        stream?.add(bytes)
    }

    mutating func addZeros(_ count: Int) {
        var left = count
        while left > 0 {
            let bytes = left < Self.piece.count ? Array(Self.piece.prefix(left)) : Self.piece
            add(bytes)
            left -= bytes.count
        }
    }

    func finished() -> (bytes: [UInt8], diffID: Digest, size: Int)? {
        stream?.finished().map { ($0, archive.finish(), size) }
    }
}
