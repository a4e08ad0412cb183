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

    /// An option with its value, as in `timeout:1` and `ndots:5`.
    package static func option(_ element: Element) throws(LanguageError) -> String {
        let text = try element.string()
        let isOption = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
        }
        guard isOption, text.utf8.count <= 40 else {
            throw element.error("'\(text.clipped)' is no option of resolv.conf; expected one such as timeout:1")
        }
        return text
    }
}
