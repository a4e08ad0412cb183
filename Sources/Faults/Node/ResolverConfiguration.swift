import WireFormats

/// What stands in resolv.conf(5) of the node.
package struct ResolverConfiguration: Sendable, Equatable {
    package var nameservers = [Role.dns.ipv4]
    package var search: [String] = []
    package var options: [String] = []

    package init() {}

    /// The text of the file; an empty one without anything.
    package var text: String {
        var lines = nameservers.map { "nameserver \($0)" }
        if !search.isEmpty { lines.append("search \(search.joined(separator: " "))") }
        if !options.isEmpty { lines.append("options \(options.joined(separator: " "))") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// How many name servers and search domains there may be (resolv.conf(5): MAXNS and, before glibc 2.26, MAXDNSRCH).
    package static let most = (nameservers: 3, search: 6)

    /// Options with their values, as in `timeout:1` and `ndots:5`.
    package static let optionList = ValueKind<[String]>.list(
        of: .text(
            TextRule(1...40, "characters of a-z, 0-9, ':' and '-'", ["a"..."z", "0"..."9", ":"...":", "-"..."-"])),
        "options such as [timeout:1]", counts: 0...16)

    /// A domain as it stands in `search`.
    static let domain = ValueKind<String>.words([], or: "a domain such as corp.test", pattern: "[^ ]+") {
        (element) throws(LanguageError) in
        let text = try element.string()
        guard DNSName(text) != nil else {
            throw element.error("'\(text.clipped)' is no domain; expected one such as corp.test")
        }
    }
}
