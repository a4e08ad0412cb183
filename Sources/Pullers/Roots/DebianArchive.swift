/// The source of Debian packages, and the keys that sign them.
package struct DebianArchive: Sendable, Equatable {
    /// The address of the mirror, as debootstrap(8) expects it.
    package let mirror: String
    /// The path of the key ring for the mirror's Release file; nil for Debian's own.
    package let keyring: String?

    package init(mirror: String, keyring: String?) {
        self.mirror = mirror
        self.keyring = keyring
    }

    /// Where the package debian-archive-keyring puts its keys.
    package static let defaultKeyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

    /// The mirror that a list of sources names for a suite; nil if it names none.
    ///
    /// - Parameters:
    ///   - text: a file of sources.list(5), in either style.
    ///   - isStanzas: whether the text has the style of `.sources` files, deb822(5), instead of one line per source.
    ///   - suites: the names of the suite, as in `bookworm` and `stable`.
    init?(sources text: String, isStanzas: Bool, suites: Set<String>) {
        let entries = isStanzas ? Self.stanzas(in: text) : text.split(separator: "\n").compactMap(Self.entry)
        let entry = entries.first { entry in
            entry.isEnabled && entry.components.contains("main") && !suites.isDisjoint(with: entry.suites)
        }
        // Only apt understands other schemes, such as mirror+file:. All generations of an archive share its address.
        guard let mirror = entry?.addresses.first(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") })
        else { return nil }
        self.init(mirror: mirror, keyring: entry?.keyring)
    }

    private struct Entry {
        var isEnabled = true
        var addresses: [String] = []
        var suites: [String] = []
        var components: [String] = []
        /// Nil if the file contains the key itself.
        var keyring: String?
    }

    /// Reads `deb [option=value …] address suite component…`, the one-line style of sources.list(5).
    private static func entry(in line: Substring) -> Entry? {
        var words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)[...]
        guard words.popFirst() == "deb" else { return nil }
        var entry = Entry()
        if words.first?.hasPrefix("[") == true {
            while let word = words.popFirst() {
                let option = word.drop { $0 == "[" }.prefix { $0 != "]" }
                if option.hasPrefix("signed-by=/") { entry.keyring = String(option.dropFirst("signed-by=".count)) }
                if word.hasSuffix("]") { break }
            }
        }
        guard let address = words.popFirst(), let suite = words.popFirst() else { return nil }
        entry.addresses = [String(address)]
        entry.suites = [String(suite)]
        entry.components = words.map(String.init)
        return entry
    }

    private static func stanzas(in text: String) -> [Entry] {
        var entries: [Entry] = []
        var entry = Entry()
        var field = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
            if line.allSatisfy(\.isWhitespace) {
                entries.append(entry)
                (entry, field) = (Entry(), "")
                continue
            }
            if line.hasPrefix("#") { continue }
            var value = line
            if line.first?.isWhitespace != true, let colon = line.firstIndex(of: ":") {
                field = line[..<colon].lowercased()
                value = line[line.index(after: colon)...]
            }
            let words = value.split(whereSeparator: \.isWhitespace).map(String.init)
            switch field {
            case "types": entry.isEnabled = entry.isEnabled && words.contains("deb")
            case "enabled": entry.isEnabled = entry.isEnabled && words.first?.lowercased() != "no"
            case "uris": entry.addresses += words
            case "suites": entry.suites += words
            case "components": entry.components += words
            case "signed-by": entry.keyring = entry.keyring ?? words.first.flatMap { $0.hasPrefix("/") ? $0 : nil }
            default: break
            }
        }
        return entries
    }
}
