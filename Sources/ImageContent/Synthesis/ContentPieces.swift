/// Goes through computed content piece by piece, so that little of it is in memory.
enum ContentPieces {
    private static let size = 64 << 10

    /// Calls `fill` for each piece of a range, with its offset and the memory that it is to be put in.
    static func forEach(
        of range: Range<Int>, fill: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: size) {
            let count = min(size, range.upperBound - offset)
            try fill(offset, UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
