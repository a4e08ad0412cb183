extension DNSRecord {
    init(parsing reader: ByteReader, at offset: inout Int) throws(WireFormatError) {
        name = try DNSName(parsing: reader, at: &offset)
        try reader.require(10, at: offset, "a DNS record's type, class, TTL and data length")
        type = DNSRecordType(rawValue: try reader.uint16(at: offset, "a DNS type"))
        recordClass = try reader.uint16(at: offset + 2, "a DNS class")
        ttl = try reader.uint32(at: offset + 4, "a DNS TTL")
        let length = Int(try reader.uint16(at: offset + 8, "a DNS data length"))
        offset += 10
        try reader.require(length, at: offset, "DNS record data")
        let end = offset + length
        data = try Data(
            parsing: reader.bounded(to: end),
            at: &offset,
            type: type,
            isInternet: recordClass == DNSQuestion.internet
        )
        guard offset == end else {
            throw WireFormatError(
                offset: offset,
                expected: "the end of \(type) data",
                found: "\(end - offset) more bytes"
            )
        }
    }
}

extension DNSRecord.Data {
    /// Reads record data that ends where the reader ends.
    fileprivate init(
        parsing reader: ByteReader,
        at offset: inout Int,
        type: DNSRecordType,
        isInternet: Bool
    ) throws(WireFormatError) {
        switch type {
        case .a where isInternet:
            self = .address(IPAddress(v4: try reader.uint32(at: offset, "an IPv4 address")))
            offset += 4
        case .aaaa where isInternet:
            self = .address(try reader.ipv6Address(at: offset, "an IPv6 address"))
            offset += 16
        case .cname, .ns, .ptr:
            self = .name(try DNSName(parsing: reader, at: &offset))
        case .soa:
            self = .soa(try DNSStartOfAuthority(parsing: reader, at: &offset))
        case .mx:
            self = .opaque(try Self.uncompressed(reader, at: &offset, fixed: 2))
        case .srv:
            self = .opaque(try Self.uncompressed(reader, at: &offset, fixed: 6))
        default:
            self = .opaque(try reader.array(at: offset, count: reader.count - offset, "DNS record data"))
            offset = reader.count
        }
    }

    /// Copies data with its names uncompressed, because a pointer is wrong in another message (RFC 3597 section 4).
    private static func uncompressed(
        _ reader: ByteReader,
        at offset: inout Int,
        fixed: Int
    ) throws(WireFormatError) -> [UInt8] {
        let numbers = try reader.array(at: offset, count: fixed, "the numbers of an MX or SRV record")
        offset += fixed
        return numbers + (try DNSName(parsing: reader, at: &offset)).wire
    }
}

extension DNSStartOfAuthority {
    fileprivate init(parsing reader: ByteReader, at offset: inout Int) throws(WireFormatError) {
        primary = try DNSName(parsing: reader, at: &offset)
        mailbox = try DNSName(parsing: reader, at: &offset)
        try reader.require(20, at: offset, "the numbers of a SOA record")
        serial = try reader.uint32(at: offset, "a SOA serial")
        refresh = try reader.uint32(at: offset + 4, "a SOA refresh time")
        retry = try reader.uint32(at: offset + 8, "a SOA retry time")
        expire = try reader.uint32(at: offset + 12, "a SOA expire time")
        minimum = try reader.uint32(at: offset + 16, "a SOA minimum")
        offset += 20
    }
}
