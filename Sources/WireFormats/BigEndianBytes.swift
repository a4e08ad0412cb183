extension Array where Element == UInt8 {
    /// Appends a number in network byte order.
    mutating func append(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Overwrites two bytes in network byte order; does nothing if they are out of range.
    mutating func store(bigEndian value: UInt16, at offset: Int) {
        guard offset >= 0, offset < count - 1 else { return }
        self[offset] = UInt8(truncatingIfNeeded: value >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: value)
    }
}
