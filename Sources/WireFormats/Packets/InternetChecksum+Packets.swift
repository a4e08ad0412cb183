extension InternetChecksum {
    /// Corrects the checksums of a packet in place: the IPv4 header's and that of UDP, TCP, ICMP or ICMPv6.
    ///
    /// For UDP a result of 0 is sent as 0xffff, since 0 means "no checksum" (RFC 768, RFC 8200 section 8.1). In a
    /// fragment and in a protocol without a known checksum only the IPv4 header's is corrected. Throws, and changes
    /// nothing, if the headers are unreadable, if the buffer does not hold the whole packet, or if an IPv6 routing
    /// header still has segments left.
    package static func correct(_ packet: UnsafeMutableRawBufferPointer) throws(WireFormatError) {
        let readable = UnsafeRawBufferPointer(packet)
        let headers = try PacketHeaders(parsing: readable)
        let coverage = try ChecksumCoverage(of: readable, headers: headers)
        if headers.version == 4 {
            // Only the options stand between the IPv4 header and the transport, so it ends where that begins.
            store(0, at: 10, in: packet)
            store(
                checksum(sum(UnsafeRawBufferPointer(rebasing: readable[..<headers.transportOffset]))),
                at: 10,
                in: packet
            )
        }
        guard let coverage else { return }
        store(0, at: coverage.fieldOffset, in: packet)
        let value = checksum(sum(coverage.bytes(of: readable), adding: coverage.pseudoHeaderSum))
        store(value == 0 && coverage.zeroMeansNone ? 0xffff : value, at: coverage.fieldOffset, in: packet)
    }

    /// Corrects the checksums of a packet in place; see the other `correct`.
    package static func correct(_ packet: inout [UInt8]) throws(WireFormatError) {
        try packet.withUnsafeMutableBytes { bytes in
            Result { () throws(WireFormatError) in try correct(bytes) }
        }.get()
    }

    /// Whether the transport checksum is right; UDP over IPv4 without a checksum counts as right (RFC 768).
    ///
    /// Throws if that cannot be known: the headers are unreadable, the buffer does not hold the whole packet, the
    /// packet is a fragment, or the protocol is unknown.
    package static func isCorrect(_ packet: UnsafeRawBufferPointer) throws(WireFormatError) -> Bool {
        let headers = try PacketHeaders(parsing: packet)
        guard let coverage = try ChecksumCoverage(of: packet, headers: headers) else {
            throw WireFormatError(
                offset: headers.transportOffset,
                expected: "a whole UDP, TCP, ICMP or ICMPv6 packet",
                found: headers.isFragment ? "a fragment" : "protocol \(headers.protocolNumber)"
            )
        }
        if coverage.zeroMeansNone {
            let field = try ByteReader(packet).uint16(at: coverage.fieldOffset, "a UDP checksum")
            if field == 0 { return headers.version == 4 }
        }
        return folded(sum(coverage.bytes(of: packet), adding: coverage.pseudoHeaderSum)) == 0xffff
    }

    /// Whether the transport checksum is right; see the other `isCorrect`.
    package static func isCorrect(_ packet: [UInt8]) throws(WireFormatError) -> Bool {
        try packet.withUnsafeBytes { bytes in
            Result { () throws(WireFormatError) in try isCorrect(bytes) }
        }.get()
    }

    private static func store(_ value: UInt16, at offset: Int, in packet: UnsafeMutableRawBufferPointer) {
        guard offset >= 0, offset < packet.count - 1 else { return }
        packet.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt16.self)
    }
}
