import WireFormats

/// A party of a run; each has an address of either family and a host name.
public enum Role: String, Sendable, Codable, Hashable, CaseIterable {
    case node, registry, auth, cdn, mirror, proxy, dns

    /// From 198.18.0.0/15, the block for benchmark tests (RFC 2544, RFC 6890).
    package var ipv4: String { "198.18.\(subnet).\(number)" }

    /// From 2001:db8::/32, the block for documentation (RFC 3849).
    package var ipv6: String { "2001:db8:\(subnet)::\(number)" }

    /// Below `.test`, which no public resolver answers (RFC 6761 section 6.2).
    package var hostName: String { "\(rawValue).test" }

    package var addresses: [IPAddress] { [ipv4, ipv6].compactMap(IPAddress.init) }

    /// The roles behind the wire, whose services the harness runs.
    package static let services: [Role] = [.registry, .auth, .cdn, .mirror, .proxy, .dns]

    /// The roles that the proxy connects to: those that speak HTTP.
    package static let behindProxy: [Role] = [.registry, .auth, .cdn, .mirror]

    /// Computed, since it is called twice for each packet.
    package init?(address: IPAddress) {
        let (subnet, number): (UInt64, UInt64)
        if address.isV4 {
            guard address.low >> 16 == 0xc612 else { return nil }
            (subnet, number) = (address.low >> 8 & 0xff, address.low & 0xff)
        } else {
            guard address.high >> 32 == 0x2001_0db8, address.high & 0xffff == 0, address.low <= 0x99 else { return nil }
            // The digits of the number are hexadecimal there.
            subnet = address.high >> 16 & 0xffff
            number = (address.low >> 4) * 10 + (address.low & 0xf)
            guard address.low & 0xf <= 9 else { return nil }
        }
        switch number {
        case 2: self = .node
        case 10: self = .registry
        case 11: self = .auth
        case 12: self = .cdn
        case 13: self = .mirror
        case 14: self = .proxy
        case 53: self = .dns
        default: return nil
        }
        guard subnet == UInt64(self.subnet) else { return nil }
    }

    /// The role with this word or host name.
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
}
