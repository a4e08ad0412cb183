/// Which bytes of a packet its transport checksum covers, and where it stands.
struct ChecksumCoverage {
    var offset: Int
    var length: Int
    /// Where the checksum stands, from the packet's start.
    var fieldOffset: Int
    var pseudoHeaderSum: UInt64
    var zeroMeansNone: Bool

    /// Nil if the packet has no checksum that this module knows, or if it is a fragment.
    init?(of packet: UnsafeRawBufferPointer, headers: PacketHeaders) throws(WireFormatError) {
        guard packet.count >= headers.packetLength else {
            throw WireFormatError(
                offset: packet.count,
                expected: "a whole packet of \(headers.packetLength) bytes",
                found: "the end"
            )
        }
        offset = headers.transportOffset
        length = headers.packetLength - headers.transportOffset
        guard !headers.isFragment, let transport = headers.transport else { return nil }
        let field: Int
        var hasPseudoHeader = true
        switch transport {
        case .tcp:
            field = 16
        case .udp:
            field = 6
            let datagram = Int(try ByteReader(packet).uint16(at: offset + 4, "a UDP length"))
            guard datagram <= length else {
                throw WireFormatError(
                    offset: offset + 4,
                    expected: "a UDP length of \(length) bytes or less",
                    found: "\(datagram)"
                )
            }
            length = datagram
        case .icmp:
            guard headers.version == 4 else { return nil }
            field = 2
            hasPseudoHeader = false
        case .icmpv6:
            guard headers.version == 6 else { return nil }
            field = 2
        }
        guard length >= field + 2 else {
            throw WireFormatError(
                offset: offset,
                expected: "a checksum at byte \(field) of it",
                found: "\(length) bytes"
            )
        }
        guard headers.routingSegmentsLeft == 0 else {
            throw WireFormatError(
                offset: 40,
                expected: "an IPv6 routing header without segments left",
                found: "\(headers.routingSegmentsLeft) left, so that the checksum covers another destination"
            )
        }
        fieldOffset = offset + field
        zeroMeansNone = transport == .udp
        pseudoHeaderSum =
            hasPseudoHeader
            ? InternetChecksum.pseudoHeaderSum(
                source: headers.source,
                destination: headers.destination,
                protocolNumber: headers.protocolNumber,
                length: length
            ) : 0
    }

    /// The covered bytes; empty if the packet is not the one this was made for.
    func bytes(of packet: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: packet.dropFirst(offset).prefix(length))
    }
}
