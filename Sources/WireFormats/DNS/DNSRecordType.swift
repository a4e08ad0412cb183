/// The type of a record or question (RFC 1035 section 3.2.2; IANA DNS Resource Record Types).
package struct DNSRecordType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number on the wire.
    package let rawValue: UInt16

    /// Takes any number.
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// An IPv4 address (RFC 1035).
    package static let a = DNSRecordType(rawValue: 1)
    /// A name server (RFC 1035).
    package static let ns = DNSRecordType(rawValue: 2)
    /// The canonical name of an alias (RFC 1035).
    package static let cname = DNSRecordType(rawValue: 5)
    /// The start of a zone of authority (RFC 1035).
    package static let soa = DNSRecordType(rawValue: 6)
    /// A name for an address (RFC 1035).
    package static let ptr = DNSRecordType(rawValue: 12)
    /// A mail exchange (RFC 1035).
    package static let mx = DNSRecordType(rawValue: 15)
    /// Text (RFC 1035).
    package static let txt = DNSRecordType(rawValue: 16)
    /// An IPv6 address (RFC 3596).
    package static let aaaa = DNSRecordType(rawValue: 28)
    /// A service (RFC 2782).
    package static let srv = DNSRecordType(rawValue: 33)
    /// The pseudo-record of EDNS (RFC 6891).
    package static let opt = DNSRecordType(rawValue: 41)
    /// An HTTPS service binding (RFC 9460).
    package static let https = DNSRecordType(rawValue: 65)
    /// A question for all types (RFC 1035, RFC 8482).
    package static let any = DNSRecordType(rawValue: 255)

    private static let names: [DNSRecordType: String] = [
        .a: "A", .ns: "NS", .cname: "CNAME", .soa: "SOA", .ptr: "PTR", .mx: "MX", .txt: "TXT", .aaaa: "AAAA",
        .srv: "SRV", .opt: "OPT", .https: "HTTPS", .any: "ANY",
    ]

    /// Reads a mnemonic in any case, or `TYPE123` (RFC 3597 section 5); nil if it is neither.
    package init?(_ text: String) {
        let text = text.uppercased()
        if let known = Self.names.first(where: { $0.value == text })?.key {
            self = known
        } else if text.hasPrefix("TYPE"), text.dropFirst(4).first?.isNumber == true,
            let number = UInt16(text.dropFirst(4))
        {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    /// The mnemonic, or `TYPE123` for a number without one here (RFC 3597 section 5).
    package var description: String { Self.names[self] ?? "TYPE\(rawValue)" }
}
