import WireFormats

/// A party of a run; each has an address of either family and a name of its own.
public enum Role: String, Sendable, Codable, Hashable, CaseIterable {
    case node, registry, auth, cdn, mirror, proxy, dns

    /// From 198.18.0.0/15, the block for benchmark tests (RFC 2544, RFC 6890).
    package var ipv4: String { "198.18.\(subnet).\(number)" }

    /// From 2001:db8::/32, the block for documentation (RFC 3849).
    package var ipv6: String { "2001:db8:\(subnet)::\(number)" }

    /// Below `.test`, which no resolver of the outside answers (RFC 6761 section 6.2).
    package var hostName: String { "\(rawValue).test" }

    package var addresses: [IPAddress] { [ipv4, ipv6].compactMap(IPAddress.init) }

    /// The roles behind the wire, whose services the harness runs.
    package static let services: [Role] = [.registry, .auth, .cdn, .mirror, .proxy, .dns]

    /// Those that a proxy leads to: the ones that speak HTTP.
    package static let behindProxy: [Role] = [.registry, .auth, .cdn, .mirror]

    package init?(address: IPAddress) {
        // No two roles have the same last byte in a family; a dictionary would cost more, twice for each packet.
        let place = Int(truncatingIfNeeded: address.low & 0xff)
        guard let known = (address.isV4 ? Self.v4 : Self.v6)[place], known.address == address else { return nil }
        self = known.role
    }

    /// A role by its word or by its host name.
    package init?(name: String) {
        guard let role = Role.allCases.first(where: { $0.rawValue == name || $0.hostName == name }) else { return nil }
        self = role
    }

    private var subnet: Int { self == .node ? 0 : 1 }

    private var number: Int {
        switch self {
        case .node: 2
        case .registry: 10
        case .auth: 11
        case .cdn: 12
        case .mirror: 13
        case .proxy: 14
        case .dns: 53
        }
    }

    private static let v4 = byLastByte { $0.ipv4 }
    private static let v6 = byLastByte { $0.ipv6 }

    private static func byLastByte(_ text: (Role) -> String) -> [(address: IPAddress, role: Role)?] {
        var table = [(address: IPAddress, role: Role)?](repeating: nil, count: 256)
        for role in allCases {
            guard let address = IPAddress(text(role)) else { continue }
            table[Int(truncatingIfNeeded: address.low & 0xff)] = (address, role)
        }
        return table
    }
}
