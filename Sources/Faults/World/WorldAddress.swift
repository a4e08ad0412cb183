import WireFormats

/// Hosts of the net namespace without a role in a pull, which are dead DNS servers of two kinds.
package enum WorldAddress: String, Sendable, CaseIterable {
    /// Receives DNS questions over UDP and answers none.
    case silent
    /// Nothing listens there: UDP gets ICMP port unreachable, TCP a RST.
    case closed

    /// From 198.18.0.0/15, the block for benchmark tests (RFC 2544, RFC 6890).
    package var ipv4: String { "198.18.1.\(number)" }

    /// From 2001:db8::/32, the block for documentation (RFC 3849).
    package var ipv6: String { "2001:db8:1::\(number)" }

    package var addresses: [IPAddress] { [ipv4, ipv6].compactMap(IPAddress.init) }

    private var number: Int { self == .silent ? 54 : 55 }

    /// The addresses that a scenario may name, for messages.
    package static let ranges = "198.18.0.0/15, 2001:db8::/32 or loopback"

    /// The node itself, where a scenario names it so.
    package static let loopback = "loopback"

    /// An address of the run's world, or one of these words, which ``addresses(of:)`` knows.
    package static func kind(orOneOf words: [String]) -> ValueKind<String> {
        .words(words, or: "an address of \(ranges)", pattern: "[0-9A-Fa-f.:]+") { (element) throws(LanguageError) in
            let text = try element.string()
            guard let address = IPAddress(text) else {
                throw element.error("'\(text.clipped)' is no address; \(Suggestion.sentence(for: text, among: words))")
            }
            guard isInside(address) else {
                throw element.error("\(text.clipped) is an address of the outside; expected one of \(ranges)")
            }
        }
    }

    /// The addresses of a role, of a host without one, of the node itself, or the address that is written out.
    package static func addresses(of word: String) -> [IPAddress] {
        if let role = Role(rawValue: word) { return role.addresses }
        if let host = WorldAddress(rawValue: word) { return host.addresses }
        return (word == loopback ? ["127.0.0.1", "::1"] : [word]).compactMap(IPAddress.init)
    }

    private static func isInside(_ address: IPAddress) -> Bool {
        let bytes = address.bytes
        return address.isV4
            ? bytes[0] == 127 || bytes[0] == 198 && bytes[1] & 0xfe == 18
            : bytes.starts(with: [0x20, 0x01, 0x0d, 0xb8]) || bytes == [UInt8](repeating: 0, count: 15) + [1]
    }
}
