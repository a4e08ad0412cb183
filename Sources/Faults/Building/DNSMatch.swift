/// The type of a DNS question (RFC 1035 section 3.2.2, RFC 3596 section 2.1).
public enum RecordType: String, Sendable, CaseIterable {
    /// An IPv4 address.
    case a = "A"
    /// An IPv6 address.
    case aaaa = "AAAA"
}

/// The DNS questions that a fault matches; every given value must agree, and without any it matches all.
public struct DNSMatch: Sendable {
    /// The transport of a question (RFC 1035 section 4.2).
    public enum Transport: String, Sendable, CaseIterable {
        /// Datagrams, which resolvers try first.
        case udp
        /// Connections, for answers that do not fit into a datagram.
        case tcp
    }

    let element: Element

    /// Matches questions about any name, by type and transport.
    public init(type: RecordType? = nil, over transport: Transport? = nil) { self.init(written: nil, type, transport) }

    /// Matches questions about the name of a service, as in `cdn`.
    public init(_ role: Role, type: RecordType? = nil, over transport: Transport? = nil) {
        self.init(written: role.rawValue, type, transport)
    }

    /// Matches questions about a host name that ends in `.test`.
    public init(name: String, type: RecordType? = nil, over transport: Transport? = nil) {
        self.init(written: name, type, transport)
    }

    private init(written name: String?, _ type: RecordType?, _ transport: Transport?) {
        element = Element([
            "name": name.map { Element($0) },
            "type": type.map { Element($0.rawValue) },
            "protocol": transport.map { Element($0.rawValue) },
        ])
    }
}
