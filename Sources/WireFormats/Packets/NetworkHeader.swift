/// What the IPv4 or IPv6 header says, extension headers included; the first half of `PacketHeaders`.
struct NetworkHeader {
    var source: IPAddress
    var destination: IPAddress
    var version: UInt8
    var protocolNumber: UInt8
    /// The length of the packet according to its header; the buffer may hold less.
    var length: Int
    var transportOffset: Int
    var isFragment = false
    var isLaterFragment = false
    var routingSegmentsLeft: UInt8 = 0

    init(parsing reader: ByteReader) throws(WireFormatError) {
        let first = try reader.uint8(at: 0, "an IP header")
        switch first >> 4 {
        case 4: try self.init(parsingV4: reader, headerLength: Int(first & 0x0f) * 4)
        case 6: try self.init(parsingV6: reader)
        default:
            throw WireFormatError(offset: 0, expected: "IP version 4 or 6", found: "version \(first >> 4)")
        }
    }

    /// Reads an IPv4 header (RFC 791 section 3.1).
    private init(parsingV4 reader: ByteReader, headerLength: Int) throws(WireFormatError) {
        guard headerLength >= 20 else {
            throw WireFormatError(
                offset: 0,
                expected: "an IPv4 header length of 20 bytes or more",
                found: "\(headerLength)"
            )
        }
        try reader.require(headerLength, at: 0, "an IPv4 header")
        version = 4
        length = Int(try reader.uint16(at: 2, "an IPv4 total length"))
        guard length >= headerLength else {
            throw WireFormatError(
                offset: 2,
                expected: "an IPv4 total length of \(headerLength) bytes or more",
                found: "\(length)"
            )
        }
        let fragmentation = try reader.uint16(at: 6, "an IPv4 fragment offset")
        isLaterFragment = fragmentation & 0x1fff != 0
        isFragment = isLaterFragment || fragmentation & 0x2000 != 0
        protocolNumber = try reader.uint8(at: 9, "an IPv4 protocol")
        source = IPAddress(v4: try reader.uint32(at: 12, "an IPv4 source"))
        destination = IPAddress(v4: try reader.uint32(at: 16, "an IPv4 destination"))
        transportOffset = headerLength
    }

    /// Reads an IPv6 header and its extensions (RFC 8200 sections 3 and 4).
    private init(parsingV6 reader: ByteReader) throws(WireFormatError) {
        try reader.require(40, at: 0, "an IPv6 header")
        version = 6
        length = 40 + Int(try reader.uint16(at: 4, "an IPv6 payload length"))
        protocolNumber = try reader.uint8(at: 6, "an IPv6 next header")
        source = try reader.ipv6Address(at: 8, "an IPv6 source")
        destination = try reader.ipv6Address(at: 24, "an IPv6 destination")
        transportOffset = 40
        try walkExtensionHeaders(of: reader.bounded(to: length))
    }

    /// Terminates because each extension header advances by 8 bytes or more, or does not fit.
    private mutating func walkExtensionHeaders(of reader: ByteReader) throws(WireFormatError) {
        while true {
            let start = transportOffset
            switch protocolNumber {
            case 0, 43, 60:  // Hop-by-Hop Options, Routing, Destination Options (RFC 8200 sections 4.3, 4.4 and 4.6).
                let units = Int(try reader.uint8(at: start + 1, "an IPv6 extension header length"))
                let headerLength = 8 + units * 8
                try reader.require(headerLength, at: start, "an IPv6 extension header")
                if protocolNumber == 43 {
                    routingSegmentsLeft = try reader.uint8(at: start + 3, "IPv6 routing segments left")
                }
                protocolNumber = try reader.uint8(at: start, "an IPv6 next header")
                transportOffset += headerLength
            case 44:  // Fragment (RFC 8200 section 4.5).
                try reader.require(8, at: start, "an IPv6 fragment header")
                protocolNumber = try reader.uint8(at: start, "an IPv6 next header")
                let fragmentation = try reader.uint16(at: start + 2, "an IPv6 fragment offset")
                transportOffset += 8
                isFragment = isFragment || fragmentation & 0xfff9 != 0
                if fragmentation & 0xfff8 != 0 {
                    isLaterFragment = true
                    return
                }
            default:
                return
            }
        }
    }
}
