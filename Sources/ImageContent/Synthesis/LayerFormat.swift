/// A way in which a layer is not as its media type says: not gzip, or an archive that is broken.
public enum LayerFormat: String, Sendable, CaseIterable {
    /// The bytes are plain text.
    case notGzip = "not-gzip"
    /// The second half of the gzip member is not there.
    case gzipCut = "gzip-cut"
    /// The checksum at the end of the gzip member is wrong (RFC 1952 2.3.1, CRC32).
    case gzipChecksum = "gzip-checksum"
    /// The archive begins with a block that is no header.
    case badHeader = "bad-header"
    /// The checksum in the header of the file is wrong.
    case badChecksum = "bad-checksum"
    /// The archive ends within the content of its file.
    case cutInEntry = "cut-in-entry"
    /// The header of the last file says 1 GiB, and a few bytes follow.
    case sizeLies = "size-lies"

    /// A small layer in this form, with one file; digest and DiffID are those of what it is.
    ///
    /// Where nothing can be unpacked, the DiffID is that of the archive which should be there.
    ///
    /// - Parameter number: tells the content from that of other layers.
    package func layer(_ number: Int, mediaType: String) -> DraftLayer {
        let archive = archive(number)
        let packed = StoredGzip.member(of: archive)
        let bytes =
            switch self {
            case .notGzip: Array("This is not gzip, and no archive either.\n".utf8)
            case .gzipCut: Array(packed.prefix(packed.count / 2))
            case .gzipChecksum: Self.flippingBit(of: packed, at: packed.count - Self.trailerSize)
            case .badHeader, .badChecksum, .cutInEntry, .sizeLies: packed
            }
        return DraftLayer(
            blob: Blob(bytes: bytes), diffID: .sha256(of: archive), archiveSize: archive.count, mediaType: mediaType)
    }

    /// CRC32 and ISIZE.
    private static let trailerSize = 8
    private static let contentSize = 8 * TarHeader.blockSize
    private static let lie = 1 << 30

    private func archive(_ number: Int) -> [UInt8] {
        let size = self == .sizeLies ? Self.lie : Self.contentSize
        var header = TarHeader.ustar(name: "content/broken-\(number).txt", size: size)
        // The field has octal digits at 148 (POSIX.1-2017, pax, "ustar Interchange Format").
        if self == .badChecksum { header = Self.flippingBit(of: header, at: 148) }
        let line = "layer \(number) has this line and no other\n"
        let content = Array(repeatElement(line.utf8, count: Self.contentSize / line.utf8.count + 1).joined())
            .prefix(Self.contentSize)
        let start = self == .badHeader ? Array(content.prefix(TarHeader.blockSize)) : []
        let whole = start + header + content + [UInt8](repeating: 0, count: 2 * TarHeader.blockSize)
        switch self {
        case .cutInEntry: return Array(whole.prefix(TarHeader.blockSize + Self.contentSize / 2))
        default: return whole
        }
    }

    private static func flippingBit(of bytes: [UInt8], at place: Int) -> [UInt8] {
        var bytes = bytes
        bytes[place] ^= 1
        return bytes
    }
}
