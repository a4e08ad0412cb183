import WireFormats

/// What match may ask about one packet.
package struct PacketFacts: Sendable {
    package var headers: PacketHeaders
    package var direction: Direction
    /// The service's role; nil for an address that no role has.
    package var service: Role?
    package var dns: DNSDatagram?

    package init(headers: PacketHeaders, direction: Direction, service: Role?, dns: DNSDatagram?) {
        self.headers = headers
        self.direction = direction
        self.service = service
        self.dns = dns
    }

    /// A packet of the same flow that goes the other way; what it carries is not known.
    package var reversed: PacketFacts {
        var other = self
        other.direction = direction == .toNode ? .fromNode : .toNode
        swap(&other.headers.source, &other.headers.destination)
        swap(&other.headers.sourcePort, &other.headers.destinationPort)
        other.dns = nil
        return other
    }

    package var servicePort: UInt16 { direction == .toNode ? headers.sourcePort : headers.destinationPort }
}

/// What match may ask about one HTTP request.
package struct RequestFacts: Sendable {
    package var host: Role
    package var method: String
    package var resource: Resource

    package init(host: Role, method: String, resource: Resource) {
        self.host = host
        self.method = method
        self.resource = resource
    }
}

extension Match {
    package func covers(_ packet: PacketFacts) -> Bool {
        switch `protocol` {
        case .udp: guard packet.headers.protocolNumber == TransportProtocol.udp.rawValue else { return false }
        case .tcp: guard packet.headers.protocolNumber == TransportProtocol.tcp.rawValue else { return false }
        case .icmp:
            guard
                [TransportProtocol.icmp.rawValue, TransportProtocol.icmpv6.rawValue]
                    .contains(packet.headers.protocolNumber)
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
        if name != nil || type != nil {
            guard let question = packet.dns else { return false }
            if let name, question.name.description != name { return false }
            if let type, question.type.description != type { return false }
        }
        return true
    }

    package func covers(_ question: DNSQuestion, overTCP: Bool = false) -> Bool {
        if let `protocol`, `protocol` != (overTCP ? .tcp : .udp) { return false }
        if let name, question.name.description != name { return false }
        if let type, question.type.description != type { return false }
        return true
    }

    package func covers(_ request: RequestFacts) -> Bool {
        if let host, host != request.host { return false }
        if let method, method != request.method { return false }
        if let resource, !request.resource.isMeant(by: resource) { return false }
        return true
    }

    package func covers(host role: Role) -> Bool { host == nil || host == role }

    /// The words for `chaospull plan`.
    package var summary: String {
        var words: [String] = []
        if let `protocol` { words.append(`protocol`.rawValue) }
        if let method { words.append(method) }
        if let resource { words.append(resource) }
        if let with { words.append("with \(with.rawValue)") }
        if let from { words.append("from \(from.rawValue)") }
        if let to { words.append("to \(to.rawValue)") }
        if let host { words.append("at \(host.rawValue)") }
        if let port { words.append("port \(port)") }
        if let ip { words.append("IPv\(ip.rawValue)") }
        if let name { words.append("about \(name)") }
        if let type { words.append("type \(type)") }
        return words.isEmpty ? "everything" : words.joined(separator: " ")
    }
}
