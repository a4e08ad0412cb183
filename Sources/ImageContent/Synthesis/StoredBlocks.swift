/// Content in blocks that hold it as it is, each behind a header: what deflate and Zstandard have in common.
struct StoredBlocks: Sendable {
    let contentSize: Int
    /// The most bytes of content that one block can hold.
    let capacity: Int
    /// The bytes before each block.
    let headerSize: Int

    /// The bytes of all blocks with their headers.
    var size: Int {
        // Empty content takes one block too, since there has to be a last one.
        contentSize + max(1, (contentSize + capacity - 1) / capacity) * headerSize
    }

    /// The bytes of the block whose content starts at `offset`, and whether it is the last one.
    func block(at offset: Int) -> (count: Int, isLast: Bool) {
        let count = min(capacity, contentSize - offset)
        return (count, offset + count >= contentSize)
    }

    /// Fills `target` with the bytes from `offset` on of `header`, blocks and `trailer`, which must all exist.
    ///
    /// - Parameters:
    ///   - blockHeader: the header of the block whose content starts at an offset.
    ///   - content: fills in the content.
    func copy(
        from offset: Int, into target: UnsafeMutableRawBufferPointer, header: [UInt8], trailer: [UInt8] = [],
        blockHeader: (_ offset: Int) -> [UInt8],
        content: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Void
    ) {
        let trailerStart = header.count + size
        var filled = 0
        func fill(from bytes: [UInt8], at start: Int) {
            let count = min(bytes.count - start, target.count - filled)
            bytes.withUnsafeBytes { bytes in
                UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
            }
            filled += count
        }
        while filled < target.count {
            let position = offset + filled
            guard position >= header.count else {
                fill(from: header, at: position)
                continue
            }
            guard position < trailerStart else {
                fill(from: trailer, at: position - trailerStart)
                continue
            }
            let (block, inside) = (position - header.count).quotientAndRemainder(dividingBy: capacity + headerSize)
            let blockStart = block * capacity
            guard inside >= headerSize else {
                fill(from: blockHeader(blockStart), at: inside)
                continue
            }
            let contentStart = blockStart + inside - headerSize
            let contentEnd = blockStart + self.block(at: blockStart).count
            let count = min(contentEnd - contentStart, target.count - filled)
            content(contentStart, UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count]))
            filled += count
        }
    }

    /// All of it for small content that is in memory.
    func whole(
        of bytes: [UInt8], header: [UInt8], trailer: [UInt8] = [], blockHeader: (_ offset: Int) -> [UInt8]
    ) -> [UInt8] {
        let count = header.count + size + trailer.count
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            copy(
                from: 0, into: UnsafeMutableRawBufferPointer(buffer), header: header, trailer: trailer,
                blockHeader: blockHeader
            ) { offset, target in
                bytes.withUnsafeBytes {
                    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + target.count]))
                }
            }
            initialized = count
        }
    }
}
