/// The protocols inside IP that this module knows, by their number (IANA Assigned Internet Protocol Numbers).
package enum TransportProtocol: UInt8, Hashable, Sendable, CaseIterable {
    /// ICMP for IPv4 (RFC 792).
    case icmp = 1
    /// TCP (RFC 9293).
    case tcp = 6
    /// UDP (RFC 768).
    case udp = 17
    /// ICMP for IPv6 (RFC 4443).
    case icmpv6 = 58
}
