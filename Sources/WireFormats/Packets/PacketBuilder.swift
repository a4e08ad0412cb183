/// Builds whole IP packets with correct checksums, for injection and for tests.
///
/// The family is that of the addresses; if they differ, the packet is IPv6 with the IPv4 one mapped. A payload that
/// does not fit into 65535 bytes of IP payload (IPv4: 65535 bytes in all) is cut.
package enum PacketBuilder {
    /// The Hop Limit or TTL of built packets: the default of RFC 1700 and of every common system.
    package static let defaultHopLimit: UInt8 = 64

    /// Builds a UDP packet (RFC 768).
    package static func udp(
        source: IPAddress,
        destination: IPAddress,
        sourcePort: UInt16,
        destinationPort: UInt16,
        payload: [UInt8] = [],
        hopLimit: UInt8 = defaultHopLimit
    ) -> [UInt8] {
        let payload = payload.prefix(maximumSegment(source, destination) - 8)
        var datagram: [UInt8] = []
        datagram.reserveCapacity(8 + payload.count)
        datagram.append(bigEndian: sourcePort)
        datagram.append(bigEndian: destinationPort)
        datagram.append(bigEndian: UInt16(truncatingIfNeeded: 8 + payload.count))
        datagram.append(bigEndian: UInt16(0))
        datagram += payload
        return packet(source, destination, .udp, hopLimit, segment: datagram, checksumAt: 6)
    }

    /// Builds a TCP packet (RFC 9293 section 3.1).
    ///
    /// `options` are padded with zeros to a multiple of 4 bytes; at most 40 bytes of them are used.
    package static func tcp(
        source: IPAddress,
        destination: IPAddress,
        sourcePort: UInt16,
        destinationPort: UInt16,
        sequence: UInt32,
        acknowledgment: UInt32 = 0,
        flags: TCPFlags,
        window: UInt16 = 65535,
        options: [UInt8] = [],
        payload: [UInt8] = [],
        hopLimit: UInt8 = defaultHopLimit
    ) -> [UInt8] {
        let options = options.prefix(40)
        let headerLength = 20 + (options.count + 3) / 4 * 4
        let payload = payload.prefix(maximumSegment(source, destination) - headerLength)
        var segment: [UInt8] = []
        segment.reserveCapacity(headerLength + payload.count)
        segment.append(bigEndian: sourcePort)
        segment.append(bigEndian: destinationPort)
        segment.append(bigEndian: sequence)
        segment.append(bigEndian: acknowledgment)
        segment.append(UInt8(truncatingIfNeeded: (headerLength / 4) << 4))
        segment.append(flags.rawValue)
        segment.append(bigEndian: window)
        segment.append(bigEndian: UInt32(0))
        segment += options
        segment += repeatElement(0, count: headerLength - segment.count)
        segment += payload
        return packet(source, destination, .tcp, hopLimit, segment: segment, checksumAt: 16)
    }

    /// Puts an IP header in front of a transport segment and fills in its checksum.
    static func packet(
        _ source: IPAddress,
        _ destination: IPAddress,
        _ transport: TransportProtocol,
        _ hopLimit: UInt8,
        segment: [UInt8],
        checksumAt field: Int
    ) -> [UInt8] {
        let isV4 = source.isV4 && destination.isV4
        let source = isV4 ? source : source.mappedToV6
        let destination = isV4 ? destination : destination.mappedToV6
        var packet =
            isV4
            ? headerV4(source, destination, transport, hopLimit, length: segment.count)
            : headerV6(source, destination, transport, hopLimit, length: segment.count)
        let pseudoHeader =
            transport == .icmp
            ? 0
            : InternetChecksum.pseudoHeaderSum(
                source: source,
                destination: destination,
                protocolNumber: transport.rawValue,
                length: segment.count
            )
        let checksum = InternetChecksum.checksum(InternetChecksum.sum(segment, adding: pseudoHeader))
        let fieldOffset = packet.count + field
        packet += segment
        packet.store(bigEndian: checksum == 0 && transport == .udp ? 0xffff : checksum, at: fieldOffset)
        return packet
    }

    /// An IPv4 header (RFC 791 section 3.1) with Don't Fragment: an atomic packet needs no identification (RFC 6864
    /// section 4.1).
    private static func headerV4(
        _ source: IPAddress,
        _ destination: IPAddress,
        _ transport: TransportProtocol,
        _ hopLimit: UInt8,
        length: Int
    ) -> [UInt8] {
        var header: [UInt8] = [0x45, 0]
        header.append(bigEndian: UInt16(truncatingIfNeeded: 20 + length))
        header += [0, 0, 0x40, 0, hopLimit, transport.rawValue, 0, 0]
        header += source.bytes + destination.bytes
        header.store(bigEndian: InternetChecksum.checksum(InternetChecksum.sum(header)), at: 10)
        return header
    }

    /// An IPv6 header (RFC 8200 section 3).
    private static func headerV6(
        _ source: IPAddress,
        _ destination: IPAddress,
        _ transport: TransportProtocol,
        _ hopLimit: UInt8,
        length: Int
    ) -> [UInt8] {
        var header: [UInt8] = [0x60, 0, 0, 0]
        header.append(bigEndian: UInt16(truncatingIfNeeded: length))
        header += [transport.rawValue, hopLimit]
        return header + source.bytes + destination.bytes
    }

    private static func maximumSegment(_ source: IPAddress, _ destination: IPAddress) -> Int {
        source.isV4 && destination.isV4 ? 65535 - 20 : 65535
    }
}
