import WireFormats

/// The conditions of a match about a packet's headers; without heap storage, since they are checked for each packet.
package struct HeaderMatch: Sendable {
    private let `protocol`: Match.Transport?
    private let with: Role?
    private let from: Role?
    private let to: Role?
    private let port: Int?
    private let ip: Match.Family?

    init(_ match: Match) {
        `protocol` = match.protocol
        with = match.with
        from = match.from
        to = match.to
        port = match.port
        ip = match.ip
    }

    package func covers(_ packet: borrowing PacketFacts) -> Bool {
        switch `protocol` {
        case .udp: guard packet.headers.protocolNumber == TransportProtocol.udp.rawValue else { return false }
        case .tcp: guard packet.headers.protocolNumber == TransportProtocol.tcp.rawValue else { return false }
        case .icmp:
            guard
                packet.headers.protocolNumber == TransportProtocol.icmp.rawValue
                    || packet.headers.protocolNumber == TransportProtocol.icmpv6.rawValue
            else { return false }
        case nil: break
        }
        let source: Role? = packet.direction == .fromNode ? .node : packet.service
        let destination: Role? = packet.direction == .fromNode ? packet.service : .node
        if let with, with != source, with != destination { return false }
        if let from, from != source { return false }
        if let to, to != destination { return false }
        if let port, port != Int(packet.servicePort) { return false }
        if let ip, ip != (packet.headers.version == 4 ? .ipv4 : .ipv6) { return false }
        return true
    }
}
