/// Endless content that can be computed at any offset: one random block repeated, each copy after its number.
///
/// The number makes every block unique, so bytes that were moved, repeated or lost change every digest.
struct ContentPattern: Sendable {
    /// The size of the random block in bytes: larger than the window of deflate, small enough for many layers in
    /// memory.
    static let blockSize = 65_536

    /// The size in bytes of the little-endian block number that opens each block.
    private static let stampSize = MemoryLayout<UInt64>.size

    private let template: [UInt8]

    init(seed: UInt64, ordinal: Int) {
        // Mixed twice, so that neighbouring seeds and ordinals do not share a sequence.
        var seeds = SplitMix64(state: seed)
        var ordinals = SplitMix64(state: seeds.next() &+ UInt64(bitPattern: Int64(ordinal)))
        var generator = SplitMix64(state: ordinals.next())
        template = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            for offset in stride(from: 0, to: Self.blockSize, by: Self.stampSize) {
                bytes.storeBytes(of: generator.next().littleEndian, toByteOffset: offset, as: UInt64.self)
            }
            count = Self.blockSize
        }
    }

    /// Fills `target` with the content that starts at `offset`.
    func copy(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        template.withUnsafeBytes { template in
            var filled = 0
            while filled < target.count {
                let (block, start) = (offset + filled).quotientAndRemainder(dividingBy: Self.blockSize)
                let count = min(Self.blockSize - start, target.count - filled)
                let piece = UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count])
                piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: template[start..<start + count]))
                if start < Self.stampSize {
                    Self.stamp(block, from: start, into: piece)
                }
                filled += count
            }
        }
    }

    private static func stamp(_ block: Int, from start: Int, into piece: UnsafeMutableRawBufferPointer) {
        withUnsafeBytes(of: UInt64(block).littleEndian) { stamp in
            let count = min(stampSize - start, piece.count)
            piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: stamp[start..<start + count]))
        }
    }
}
