/// Why a router or host sends a packet back as undeliverable.
package enum ICMPError: Hashable, Sendable {
    /// No route to the network.
    case networkUnreachable
    /// The host does not answer.
    case hostUnreachable
    /// The host does not speak the protocol over IP.
    case protocolUnreachable
    /// Nothing listens on the port; a UDP socket reports it as "connection refused".
    case portUnreachable
    /// The network is forbidden; IPv6 has no such code and says `administrativelyProhibited`.
    case networkProhibited
    /// The host is forbidden; IPv6 has no such code and says `administrativelyProhibited`.
    case hostProhibited
    /// A firewall forbids it.
    case administrativelyProhibited
    /// A policy about sources forbids it; IPv4 has no such code and says `administrativelyProhibited`.
    case sourcePolicyFailed
    /// The route refuses it; IPv4 has no such code and says `administrativelyProhibited`.
    case routeRejected
    /// The packet is larger than the next link's MTU in bytes, and may not be fragmented here.
    case packetTooBig(mtu: UInt16)

    /// The ICMP or ICMPv6 packet that `reporter`, a router on the way, sends to the packet's source.
    ///
    /// Nil where no error may be sent: for a later fragment, for ICMP that may itself be an error (RFC 1122 section
    /// 3.2.2, RFC 4443 section 2.4 e) and if the reporter's family is not the packet's.
    package func answer(
        to packet: UnsafeRawBufferPointer,
        headers: PacketHeaders,
        from reporter: IPAddress
    ) -> [UInt8]? {
        let isICMP = headers.transport == .icmp || headers.transport == .icmpv6
        guard !isICMP, !headers.isLaterFragment, reporter.isV4 == headers.source.isV4 else { return nil }
        let isV4 = headers.version == 4
        let (type, code) = isV4 ? codesV4 : codesV6
        var mtu: UInt16 = 0
        if case .packetTooBig(let value) = self { mtu = value }
        var message: [UInt8] = [type, code, 0, 0, 0, 0]
        // RFC 4443 section 3.4: the place of the unknown next header in the packet; here always byte 6.
        message.append(bigEndian: !isV4 && self == .protocolUnreachable ? 6 : mtu)
        // The answer is 576 bytes at most in IPv4 (RFC 1812 section 4.3.2.3), the minimum MTU in IPv6 (RFC 4443 2.4 c).
        let room = isV4 ? 576 - 20 - 8 : 1280 - 40 - 8
        message += packet.prefix(headers.packetLength).prefix(room)
        return PacketBuilder.packet(
            reporter,
            headers.source,
            isV4 ? .icmp : .icmpv6,
            PacketBuilder.defaultHopLimit,
            segment: message,
            checksumAt: 2
        )
    }

    /// Type and code of RFC 792, RFC 1812 section 5.2.7.1 and RFC 1191 section 4.
    private var codesV4: (type: UInt8, code: UInt8) {
        switch self {
        case .networkUnreachable: (3, 0)
        case .hostUnreachable: (3, 1)
        case .protocolUnreachable: (3, 2)
        case .portUnreachable: (3, 3)
        case .packetTooBig: (3, 4)
        case .networkProhibited: (3, 9)
        case .hostProhibited: (3, 10)
        case .administrativelyProhibited, .sourcePolicyFailed, .routeRejected: (3, 13)
        }
    }

    /// Type and code of RFC 4443 sections 3.1, 3.2 and 3.4.
    private var codesV6: (type: UInt8, code: UInt8) {
        switch self {
        case .networkUnreachable: (1, 0)
        case .administrativelyProhibited, .networkProhibited, .hostProhibited: (1, 1)
        case .hostUnreachable: (1, 3)
        case .portUnreachable: (1, 4)
        case .sourcePolicyFailed: (1, 5)
        case .routeRejected: (1, 6)
        case .protocolUnreachable: (4, 1)
        case .packetTooBig: (2, 0)
        }
    }
}
