/// The result that a server reports for a query (RFC 1035 section 4.1.1; IANA DNS RCODEs).
///
/// The header has four bits for it; the upper bits of a larger code are in `EDNS.extendedResponseCode`.
package struct DNSResponseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number; only 0 to 15 can be sent.
    package let rawValue: UInt8

    /// Takes any number.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// No error.
    package static let noError = DNSResponseCode(rawValue: 0)
    /// The server could not read the query.
    package static let formErr = DNSResponseCode(rawValue: 1)
    /// The server could not answer because of a problem of its own.
    package static let servFail = DNSResponseCode(rawValue: 2)
    /// The name does not exist.
    package static let nxDomain = DNSResponseCode(rawValue: 3)
    /// The server does not support this kind of query.
    package static let notImp = DNSResponseCode(rawValue: 4)
    /// The server refuses to answer.
    package static let refused = DNSResponseCode(rawValue: 5)

    /// A name exists that must not (RFC 2136 section 2.2).
    package static let yxDomain = DNSResponseCode(rawValue: 6)
    /// Records exist that must not (RFC 2136 section 2.2).
    package static let yxRRSet = DNSResponseCode(rawValue: 7)
    /// Records that must exist do not (RFC 2136 section 2.2).
    package static let nxRRSet = DNSResponseCode(rawValue: 8)
    /// The server is no authority for the zone (RFC 2136 section 2.2).
    package static let notAuth = DNSResponseCode(rawValue: 9)
    /// The name is not within the zone (RFC 2136 section 2.2).
    package static let notZone = DNSResponseCode(rawValue: 10)

    private static let names: [DNSResponseCode: String] = [
        .noError: "NOERROR", .formErr: "FORMERR", .servFail: "SERVFAIL", .nxDomain: "NXDOMAIN", .notImp: "NOTIMP",
        .refused: "REFUSED", .yxDomain: "YXDOMAIN", .yxRRSet: "YXRRSET", .nxRRSet: "NXRRSET", .notAuth: "NOTAUTH",
        .notZone: "NOTZONE",
    ]

    /// Reads a mnemonic in any case; nil if there is no such code here.
    package init?(_ text: String) {
        let text = text.uppercased()
        guard let known = Self.names.first(where: { $0.value == text })?.key else { return nil }
        self = known
    }

    /// The mnemonic, such as `NXDOMAIN`, or `RCODE11` for a number without one here.
    package var description: String { Self.names[self] ?? "RCODE\(rawValue)" }
}
