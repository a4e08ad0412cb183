/// Bytes that are read in pieces and handed out in the amounts that a parser wants.
struct ByteSource {
    /// How many bytes are read at once.
    private static let pieceSize = 262_144

    private let read: (Int) throws -> [UInt8]
    private var buffer: [UInt8] = []
    private var position = 0

    /// `read` returns up to as many bytes as asked for, and none at the end.
    init(read: @escaping (Int) throws -> [UInt8]) {
        self.read = read
    }

    /// Exactly `count` bytes, or fewer where the source ends.
    mutating func take(_ count: Int) throws -> [UInt8] {
        var taken: [UInt8] = []
        while taken.count < count {
            let wanted = count - taken.count
            guard try withPiece(atMost: wanted, { taken.append(contentsOf: $0) }) > 0 else { break }
        }
        return taken
    }

    /// Up to `count` bytes, none at the end.
    mutating func piece(_ count: Int) throws -> [UInt8] {
        var piece: [UInt8] = []
        _ = try withPiece(atMost: count) { piece = Array($0) }
        return piece
    }

    /// Passes one piece of up to `count` bytes to `body` and returns its size, 0 at the end.
    mutating func withPiece(atMost count: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        if position == buffer.count {
            buffer = try read(Self.pieceSize)
            position = 0
        }
        let size = min(count, buffer.count - position)
        guard size > 0 else { return 0 }
        let start = position
        position += size
        try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + size])) }
        return size
    }
}
