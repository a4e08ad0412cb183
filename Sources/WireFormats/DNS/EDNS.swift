/// What the OPT pseudo-record says (RFC 6891 section 6.1).
package struct EDNS: Hashable, Sendable {
    /// The size that avoids fragments on nearly every path: the IPv6 minimum MTU without its headers (DNS Flag Day
    /// 2020).
    package static let unfragmentedPayloadSize: UInt16 = 1232

    /// The largest datagram the sender accepts, in bytes; less than 512 counts as 512.
    package var udpPayloadSize: UInt16
    /// The version; 0 is the only one.
    package var version: UInt8
    /// Whether the sender wants DNSSEC records (RFC 3225).
    package var dnssecOK: Bool
    /// The upper 8 of the 12 bits of the response code.
    package var extendedResponseCode: UInt8
    /// The options as they stand on the wire, uninterpreted.
    package var options: [UInt8]

    /// Makes the contents of an OPT record.
    package init(
        udpPayloadSize: UInt16 = unfragmentedPayloadSize,
        version: UInt8 = 0,
        dnssecOK: Bool = false,
        extendedResponseCode: UInt8 = 0,
        options: [UInt8] = []
    ) {
        self.udpPayloadSize = udpPayloadSize
        self.version = version
        self.dnssecOK = dnssecOK
        self.extendedResponseCode = extendedResponseCode
        self.options = options
    }
}
