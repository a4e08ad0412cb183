extension DNSName {
    /// Reads a name that may be compressed (RFC 1035 section 4.1.4) and moves `offset` past it.
    ///
    /// A pointer must lead to a place before the labels that it follows. So each pointer leads further back, and a
    /// chain of them cannot loop. One pass measures the name and a second one copies it, so that only the name itself
    /// is allocated.
    init(parsing reader: ByteReader, at offset: inout Int) throws(WireFormatError) {
        let (length, end) = try Self.measure(reader, at: offset)
        var wire: [UInt8] = []
        wire.reserveCapacity(length)
        var position = offset
        while true {
            let byte = try reader.uint8(at: position, "a DNS label")
            if byte >= 0xc0 {
                position = Int(try reader.uint16(at: position, "a DNS compression pointer") & 0x3fff)
                continue
            }
            let labelLength = Int(byte)
            try reader.require(1 + labelLength, at: position, "a DNS label")
            wire.append(contentsOf: reader.bytes[position..<(position + 1 + labelLength)])
            position += 1 + labelLength
            if labelLength == 0 { break }
        }
        offset = end
        self.init(uncheckedWire: wire)
    }

    /// Moves `offset` past a name without reading it, with the same checks.
    static func skip(_ reader: ByteReader, at offset: inout Int) throws(WireFormatError) {
        offset = try measure(reader, at: offset).end
    }

    private static func measure(
        _ reader: ByteReader,
        at offset: Int
    ) throws(WireFormatError) -> (length: Int, end: Int) {
        var position = offset
        var runStart = offset
        var end: Int?
        var length = 0
        var pointers = 0
        while true {
            let byte = try reader.uint8(at: position, "a DNS label")
            switch byte >> 6 {
            case 0:
                length += 1 + Int(byte)
                guard length <= maximumLength else {
                    throw WireFormatError(
                        offset: position,
                        expected: "a DNS name of \(maximumLength) bytes or less",
                        found: "a longer one"
                    )
                }
                try reader.require(1 + Int(byte), at: position, "a DNS label")
                position += 1 + Int(byte)
                if byte == 0 { return (length, end ?? position) }
            case 3:
                let target = Int(try reader.uint16(at: position, "a DNS compression pointer") & 0x3fff)
                guard target < runStart else {
                    throw WireFormatError(
                        offset: position,
                        expected: "a DNS compression pointer to before byte \(runStart)",
                        found: "one to byte \(target)"
                    )
                }
                // Each pointer worth following leads to a label, and a name has 127 of them at most: without this
                // limit, chains of bare pointers would make the work quadratic in the size of the message.
                pointers += 1
                guard pointers <= maximumLength / 2 + 1 else {
                    throw WireFormatError(
                        offset: position,
                        expected: "128 DNS compression pointers in a name at most",
                        found: "another"
                    )
                }
                end = end ?? position + 2
                position = target
                runStart = target
            default:
                throw WireFormatError(
                    offset: position,
                    expected: "a DNS label length of 0 to 63 or a compression pointer",
                    found: "the byte \(byte)"
                )
            }
        }
    }
}
