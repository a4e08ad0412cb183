import WireFormats

/// The router's own addresses, one on either side of the wire; no role has them.
package enum RouterAddress: Sendable, CaseIterable {
    /// Towards the node, which has it as its gateway.
    case nodeSide
    /// Towards the services, which have it as theirs.
    case netSide

    /// From 198.18.0.0/15, the block for benchmark tests (RFC 2544, RFC 6890).
    package var ipv4: String { "198.18.\(subnet).1" }

    /// From 2001:db8::/32, the block for documentation (RFC 3849).
    package var ipv6: String { "2001:db8:\(subnet)::1" }

    /// What the router signs an ICMP error with that goes back to where a packet came from.
    package static func answering(_ headers: PacketHeaders) -> IPAddress? {
        let side: RouterAddress = Role(address: headers.source) == .node ? .nodeSide : .netSide
        return IPAddress(headers.version == 4 ? side.ipv4 : side.ipv6)
    }

    private var subnet: Int { self == .nodeSide ? 0 : 1 }
}
