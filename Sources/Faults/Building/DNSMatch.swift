/// The type of a DNS question (RFC 1035 section 3.2.2, RFC 3596 section 2.1).
public enum RecordType: String, Sendable, CaseIterable {
    /// An IPv4 address.
    case a = "A"
    /// An IPv6 address.
    case aaaa = "AAAA"
}

/// Which DNS questions a fault meets; every value that is given must agree, and without any it meets all.
public struct DNSMatch: Sendable {
    let element: Element

    /// Chooses questions by type, about any name.
    public init(type: RecordType? = nil) { self.init(written: nil, type) }

    /// Chooses questions about the name of a service, as in `cdn`.
    public init(_ role: Role, type: RecordType? = nil) { self.init(written: role.rawValue, type) }

    /// Chooses questions about a host name that ends in `.test`.
    public init(name: String, type: RecordType? = nil) { self.init(written: name, type) }

    private init(written name: String?, _ type: RecordType?) {
        element = Element(["name": name.map { Element($0) }, "type": type.map { Element($0.rawValue) }])
    }
}
