import WireFormats

/// The router's own addresses, one on either side of the wire; no role has them.
package enum RouterAddress: Sendable, CaseIterable {
    /// On the node's side; the node's gateway.
    case nodeSide
    /// On the services' side; their gateway.
    case netSide

    /// From 198.18.0.0/15, the block for benchmark tests (RFC 2544, RFC 6890).
    package var ipv4: String { "198.18.\(subnet).1" }

    /// From 2001:db8::/32, the block for documentation (RFC 3849).
    package var ipv6: String { "2001:db8:\(subnet)::1" }

    /// The source address of an ICMP error that the router sends back to the sender of a packet.
    package static func answering(_ headers: PacketHeaders) -> IPAddress? {
        let side: RouterAddress = Role(address: headers.source) == .node ? .nodeSide : .netSide
        return IPAddress(headers.version == 4 ? side.ipv4 : side.ipv6)
    }

    private var subnet: Int { self == .nodeSide ? 0 : 1 }
}
