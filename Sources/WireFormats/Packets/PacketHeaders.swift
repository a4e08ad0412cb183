/// What the headers of one IP packet say; parsed without allocation from untrusted bytes.
///
/// The buffer may hold less than the packet, as a capture or an NFQUEUE copy range does: only the headers must be
/// there.
package struct PacketHeaders: Hashable, Sendable {
    /// The address the packet comes from.
    package var source: IPAddress
    /// The address the packet goes to; with an IPv6 routing header that has segments left, the next hop.
    package var destination: IPAddress
    /// The IP version, 4 or 6.
    package var version: UInt8
    /// What the packet carries, after the IPv6 extension headers; see `TransportProtocol`.
    package var protocolNumber: UInt8
    /// Whether this is a fragment, the first one included; its transport checksum cannot be known.
    package var isFragment: Bool
    /// Whether this is a fragment without the transport header; the ports are 0 then.
    package var isLaterFragment: Bool
    /// The segments left in an IPv6 routing header, else 0; with some left, the checksum covers another destination.
    package var routingSegmentsLeft: UInt8
    /// The length of the whole packet according to its IP header; the buffer may hold more or less.
    package var packetLength: Int
    /// Where the transport header begins, from the packet's start.
    package var transportOffset: Int
    /// Where the UDP or TCP payload begins; for other protocols the same as `transportOffset`.
    package var payloadOffset: Int
    /// The number of payload bytes in the buffer that belong to the packet.
    package var payloadLength: Int
    /// The UDP or TCP source port, else 0.
    package var sourcePort: UInt16
    /// The UDP or TCP destination port, else 0.
    package var destinationPort: UInt16
    /// The rest of the TCP header, if the packet has one.
    package var tcp: TCPFields?

    /// Reads the headers of a packet that starts with its IP header.
    ///
    /// Throws if a header is cut off or contradicts itself; checksums are not checked.
    package init(parsing packet: UnsafeRawBufferPointer) throws(WireFormatError) {
        let whole = ByteReader(packet)
        let network = try NetworkHeader(parsing: whole)
        source = network.source
        destination = network.destination
        version = network.version
        protocolNumber = network.protocolNumber
        isFragment = network.isFragment
        isLaterFragment = network.isLaterFragment
        routingSegmentsLeft = network.routingSegmentsLeft
        packetLength = network.length
        transportOffset = network.transportOffset
        payloadOffset = network.transportOffset
        sourcePort = 0
        destinationPort = 0
        let reader = whole.bounded(to: network.length)
        payloadLength = reader.count - network.transportOffset
        guard !isLaterFragment else { return }
        switch TransportProtocol(rawValue: protocolNumber) {
        case .udp: try parseUDP(reader)
        case .tcp: try parseTCP(reader)
        case .icmp, .icmpv6, nil: break
        }
    }

    /// Reads the headers of a packet that starts with its IP header.
    package init(parsing packet: [UInt8]) throws(WireFormatError) {
        self = try packet.withUnsafeBytes { bytes in
            Result { () throws(WireFormatError) in try PacketHeaders(parsing: bytes) }
        }.get()
    }

    /// Reads a UDP header (RFC 768).
    private mutating func parseUDP(_ reader: ByteReader) throws(WireFormatError) {
        try reader.require(8, at: transportOffset, "a UDP header")
        sourcePort = try reader.uint16(at: transportOffset, "a UDP source port")
        destinationPort = try reader.uint16(at: transportOffset + 2, "a UDP destination port")
        let length = Int(try reader.uint16(at: transportOffset + 4, "a UDP length"))
        guard length >= 8 else {
            throw WireFormatError(
                offset: transportOffset + 4,
                expected: "a UDP length of 8 bytes or more",
                found: "\(length)"
            )
        }
        payloadOffset = transportOffset + 8
        payloadLength = min(reader.count - payloadOffset, length - 8)
    }

    /// Reads a TCP header (RFC 9293 section 3.1).
    private mutating func parseTCP(_ reader: ByteReader) throws(WireFormatError) {
        try reader.require(20, at: transportOffset, "a TCP header")
        sourcePort = try reader.uint16(at: transportOffset, "a TCP source port")
        destinationPort = try reader.uint16(at: transportOffset + 2, "a TCP destination port")
        let headerLength = Int(try reader.uint8(at: transportOffset + 12, "a TCP data offset") >> 4) * 4
        guard headerLength >= 20 else {
            throw WireFormatError(
                offset: transportOffset + 12,
                expected: "a TCP header length of 20 bytes or more",
                found: "\(headerLength)"
            )
        }
        try reader.require(headerLength, at: transportOffset, "a TCP header with options")
        tcp = TCPFields(
            sequence: try reader.uint32(at: transportOffset + 4, "a TCP sequence number"),
            acknowledgment: try reader.uint32(at: transportOffset + 8, "a TCP acknowledgment number"),
            flags: TCPFlags(rawValue: try reader.uint8(at: transportOffset + 13, "TCP flags")),
            window: try reader.uint16(at: transportOffset + 14, "a TCP window"),
            headerLength: headerLength
        )
        payloadOffset = transportOffset + headerLength
        payloadLength = reader.count - payloadOffset
    }
}

extension PacketHeaders {
    /// Which protocol the packet carries, if it is one of those known.
    package var transport: TransportProtocol? { TransportProtocol(rawValue: protocolNumber) }

    /// Where the payload stands in the buffer.
    package var payloadRange: Range<Int> { payloadOffset..<(payloadOffset + payloadLength) }

    /// The sequence numbers a TCP segment takes, SYN and FIN included (RFC 9293 section 3.4); 0 if it is not TCP.
    ///
    /// It uses the IP length and not the buffer, so it is right for a packet of which only the head was copied.
    package var segmentLength: UInt32 {
        guard let tcp else { return 0 }
        let data = UInt32(truncatingIfNeeded: max(0, packetLength - payloadOffset))
        return data &+ (tcp.flags.contains(.syn) ? 1 : 0) &+ (tcp.flags.contains(.fin) ? 1 : 0)
    }
}
