/// A frame of Zstandard of raw blocks, in which every compressed offset maps to an offset of the content.
///
/// RFC 8878 3.1.1. Pullers read it like any frame, and no library is needed to write it.
struct StoredZstd: Sendable {
    /// The most bytes that one block can hold (RFC 8878 3.1.1.2.4).
    static let blockCapacity = 128 << 10

    /// The bytes before each block (RFC 8878 3.1.1.2).
    static let blockHeaderSize = 3

    /// Magic_Number; a descriptor that promises no size and no checksum; a window of 128 KiB: exponent 7, mantissa 0
    /// (RFC 8878 3.1.1.1.2).
    static let header: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]

    private let blocks: StoredBlocks

    init(contentSize: Int) {
        blocks = StoredBlocks(
            contentSize: contentSize, capacity: Self.blockCapacity, headerSize: Self.blockHeaderSize)
    }

    /// The size of the frame in bytes.
    var size: Int { Self.header.count + blocks.size }

    /// The bytes as a whole frame, for small content.
    static func frame(of bytes: [UInt8]) -> [UInt8] {
        let frame = StoredZstd(contentSize: bytes.count)
        return frame.blocks.whole(of: bytes, header: header, blockHeader: frame.blockHeader)
    }

    /// The bytes in a frame that decoders skip (RFC 8878 3.1.2).
    static func skippable(_ bytes: [UInt8]) -> [UInt8] {
        skippableMagic + UInt32(bytes.count).littleEndianBytes + bytes
    }

    /// The bytes of a skippable frame before its content.
    static let skippableHeaderSize = 8
    private static let skippableMagic: [UInt8] = [0x50, 0x2a, 0x4d, 0x18]

    /// Fills `target` with the frame's bytes from `offset` on, which must all exist; `content` fills in the content.
    func copy(
        from offset: Int, into target: UnsafeMutableRawBufferPointer,
        content: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Void
    ) {
        blocks.copy(from: offset, into: target, header: Self.header, blockHeader: blockHeader, content: content)
    }

    /// Last_Block, the type Raw_Block (0), and the size from bit 3 on (RFC 8878 3.1.1.2).
    private func blockHeader(at offset: Int) -> [UInt8] {
        let block = blocks.block(at: offset)
        return Array((UInt32(block.count) << 3 | (block.isLast ? 1 : 0)).littleEndianBytes.prefix(Self.blockHeaderSize))
    }
}
