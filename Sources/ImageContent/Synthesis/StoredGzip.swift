import CZlib

/// A gzip member of stored deflate blocks: a frame in which every compressed offset maps to an offset of the content.
///
/// RFC 1952 (gzip) 2.3; RFC 1951 (deflate) 3.2.4. Pullers read it like any gzip, and its size can be chosen.
package struct StoredGzip: Sendable {
    /// The most bytes that one stored block can hold (RFC 1951 3.2.4: LEN is 16 bits wide).
    static let blockCapacity = 65_535

    /// The bytes before each block: one for its kind, two for LEN and two for NLEN (RFC 1951 3.2.4).
    private static let blockHeaderSize = 5

    /// The bytes after the last block: CRC32 and ISIZE (RFC 1952 2.3.1).
    private static let trailerSize = 8

    /// The size of a header with an empty subfield in its extra field (RFC 1952 2.3.1 and 2.3.1.1).
    private static let bareHeaderSize = 10 + 2 + 4

    let contentSize: Int
    let size: Int
    let header: [UInt8]

    /// A frame for `contentSize` bytes; `padding`, at most 60000, makes the extra field longer.
    init(contentSize: Int, padding: Int = 0) {
        self.contentSize = contentSize
        size = Self.bareSize(contentSize: contentSize) + padding
        let subfield = UInt16(padding).littleEndianBytes
        let extra = UInt16(padding + 4).littleEndianBytes
        // ID1 ID2 CM=deflate FLG=FEXTRA MTIME=0 XFL=0 OS=255 (unknown), so that the bytes are the same everywhere.
        header =
            [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255] + extra + Array("cp".utf8) + subfield
            + [UInt8](repeating: 0, count: padding)
    }

    /// The frame of exactly `size` bytes around as many granules as fit, padded; nil if none fits.
    static func fitting(size: Int, granule: Int) -> StoredGzip? {
        let estimate = (size - bareHeaderSize - trailerSize) / granule
        // Each block header takes 5 of 65540 bytes, so the answer is at most this far below the estimate.
        var count = estimate - estimate / (blockCapacity / blockHeaderSize) - 1
        while bareSize(contentSize: (count + 1) * granule) <= size {
            count += 1
        }
        guard count > 0 else { return nil }
        return StoredGzip(contentSize: count * granule, padding: size - bareSize(contentSize: count * granule))
    }

    /// The bytes as a whole gzip member, for small content.
    package static func member(of bytes: [UInt8]) -> [UInt8] {
        let frame = StoredGzip(contentSize: bytes.count)
        let trailer = bytes.withUnsafeBytes { frame.trailer(checksum: Self.checksum(0, adding: $0)) }
        return frame.blocks.whole(of: bytes, header: frame.header, trailer: trailer, blockHeader: frame.blockHeader)
    }

    /// The CRC-32 of RFC 1952, continued with more bytes; it starts at 0.
    static func checksum(_ checksum: UInt32, adding bytes: UnsafeRawBufferPointer) -> UInt32 {
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard let start else { return checksum }
        return UInt32(truncatingIfNeeded: crc32_z(UInt(checksum), start, bytes.count))
    }

    /// The header of the block whose content starts at `offset`.
    func blockHeader(at offset: Int) -> [UInt8] {
        let block = blocks.block(at: offset)
        let length = UInt16(block.count)
        return [block.isLast ? 1 : 0] + length.littleEndianBytes + (~length).littleEndianBytes
    }

    /// The end of the member.
    func trailer(checksum: UInt32) -> [UInt8] {
        checksum.littleEndianBytes + UInt32(truncatingIfNeeded: contentSize).littleEndianBytes
    }

    /// Fills `target` with the member's bytes from `offset` on, which must all exist; `content` fills in the content.
    func copy(
        from offset: Int,
        into target: UnsafeMutableRawBufferPointer,
        trailer: [UInt8],
        content: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Void
    ) {
        blocks.copy(
            from: offset, into: target, header: header, trailer: trailer, blockHeader: blockHeader, content: content)
    }

    private var blocks: StoredBlocks { Self.blocks(of: contentSize) }

    private static func blocks(of contentSize: Int) -> StoredBlocks {
        StoredBlocks(contentSize: contentSize, capacity: blockCapacity, headerSize: blockHeaderSize)
    }

    private static func bareSize(contentSize: Int) -> Int {
        bareHeaderSize + blocks(of: contentSize).size + trailerSize
    }
}

extension FixedWidthInteger {
    /// The bytes of the number in little-endian order.
    var littleEndianBytes: [UInt8] {
        withUnsafeBytes(of: littleEndian) { Array($0) }
    }
}
