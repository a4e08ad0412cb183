/// The CRC-64 of ISO 3309, as Go's hash/crc64 computes it; tar-split names the content of files by it.
struct CRC64: Sendable {
    /// The polynomial, reversed (Go, hash/crc64, `ISO`).
    private static let polynomial: UInt64 = 0xd800_0000_0000_0000

    private static let table: [UInt64] = (0..<256).map { byte in
        (0..<8).reduce(UInt64(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1 }
    }

    private var state = ~UInt64(0)

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        Self.table.withUnsafeBufferPointer { table in
            var value = state
            for byte in bytes { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8 }
            state = value
        }
    }

    /// The sum of all bytes so far, in big-endian order.
    var bytes: [UInt8] { withUnsafeBytes(of: (~state).bigEndian) { Array($0) } }
}
