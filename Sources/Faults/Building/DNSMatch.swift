/// The type of a DNS question (RFC 1035 section 3.2.2, RFC 3596 section 2.1).
public enum RecordType: String, Sendable, CaseIterable {
    /// An IPv4 address.
    case a = "A"
    /// An IPv6 address.
    case aaaa = "AAAA"
}

/// Which DNS questions a fault meets; every value that is given must agree, and without any it meets all.
public struct DNSMatch: Sendable {
    /// What carries a question (RFC 1035 section 4.2).
    public enum Transport: String, Sendable, CaseIterable {
        /// Datagrams, which resolvers use first.
        case udp
        /// Connections, for answers that fit in no datagram.
        case tcp
    }

    let element: Element

    /// Chooses questions by type and by what carries them, about any name.
    public init(type: RecordType? = nil, over transport: Transport? = nil) { self.init(written: nil, type, transport) }

    /// Chooses questions about the name of a service, as in `cdn`.
    public init(_ role: Role, type: RecordType? = nil, over transport: Transport? = nil) {
        self.init(written: role.rawValue, type, transport)
    }

    /// Chooses questions about a host name that ends in `.test`.
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
