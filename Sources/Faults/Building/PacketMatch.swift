/// The packets that a fault matches; every given value must agree, and without any it matches all.
public struct PacketMatch: Sendable {
    /// A protocol over IP.
    public enum Transport: String, Sendable, CaseIterable {
        /// Datagrams, which DNS tries first.
        case udp
        /// Connections, which HTTP and TLS use.
        case tcp
        /// Control messages of either IP version.
        case icmp
    }

    /// A version of IP.
    public enum Family: String, Sendable, CaseIterable {
        /// IP version 4.
        case ipv4 = "4"
        /// IP version 6.
        case ipv6 = "6"
    }

    let element: Element

    /// Matches packets.
    ///
    /// - Parameters:
    ///   - protocol: the protocol over IP.
    ///   - with: one end, in either direction.
    ///   - from: where it comes from.
    ///   - to: where it goes.
    ///   - port: the port at the service's end, 1 to 65535.
    ///   - ip: the version of IP.
    ///   - name: the name in a DNS question, as in `cdn.test`.
    ///   - type: the type of a DNS question.
    public init(
        _ protocol: Transport? = nil, with: Role? = nil, from: Role? = nil, to: Role? = nil, port: Int? = nil,
        ip: Family? = nil, name: String? = nil, type: RecordType? = nil
    ) {
        element = Element([
            "protocol": `protocol`.map { Element($0.rawValue) },
            "with": with.map { Element($0.rawValue) },
            "from": from.map { Element($0.rawValue) },
            "to": to.map { Element($0.rawValue) },
            "port": port.map { Element("\($0)") },
            "ip": ip.map { Element($0.rawValue) },
            "name": name.map { Element($0) },
            "type": type.map { Element($0.rawValue) },
        ])
    }
}
