/// Reads big-endian numbers from untrusted bytes; every access is checked, in release builds too.
///
/// Methods that the packet loop calls for each packet are inlined, so that the compiler can drop redundant checks.
///
/// It does not own the bytes: use it only inside the scope that lent the buffer.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    /// The same offsets, but nothing from `end` on can be read.
    func bounded(to end: Int) -> ByteReader {
        ByteReader(UnsafeRawBufferPointer(rebasing: bytes.prefix(max(0, end))))
    }

    /// Throws unless `length` bytes stand at `offset`.
    @inline(__always)
    func require(_ length: Int, at offset: Int, _ what: StaticString) throws(WireFormatError) {
        guard offset >= 0, length >= 0, offset <= bytes.count, bytes.count - offset >= length else {
            throw Self.tooShort(length, at: offset, what, available: bytes.count - offset)
        }
    }

    @inline(__always)
    func uint8(at offset: Int, _ what: StaticString) throws(WireFormatError) -> UInt8 {
        try require(1, at: offset, what)
        return bytes[offset]
    }

    @inline(__always)
    func uint16(at offset: Int, _ what: StaticString) throws(WireFormatError) -> UInt16 {
        try require(2, at: offset, what)
        return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inline(__always)
    func uint32(at offset: Int, _ what: StaticString) throws(WireFormatError) -> UInt32 {
        try require(4, at: offset, what)
        return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    func uint64(at offset: Int, _ what: StaticString) throws(WireFormatError) -> UInt64 {
        try require(8, at: offset, what)
        return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    func array(at offset: Int, count length: Int, _ what: StaticString) throws(WireFormatError) -> [UInt8] {
        try require(length, at: offset, what)
        return [UInt8](bytes[offset..<(offset + length)])
    }

    func ipv6Address(at offset: Int, _ what: StaticString) throws(WireFormatError) -> IPAddress {
        try require(16, at: offset, what)
        return IPAddress(v6: try uint64(at: offset, what), low: try uint64(at: offset + 8, what))
    }

    /// Kept out of line, so that building the text does not slow down the path without errors.
    @inline(never)
    private static func tooShort(
        _ length: Int,
        at offset: Int,
        _ what: StaticString,
        available: Int
    ) -> WireFormatError {
        WireFormatError(
            offset: offset,
            expected: "\(what) (\(length) more bytes)",
            found: available > 0 ? "only \(available)" : "the end"
        )
    }
}
