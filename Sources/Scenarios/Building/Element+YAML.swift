import Faults

/// Writes elements as YAML that reads back as the same values (YAML 1.2.2).
extension Element {
    /// A mapping as a document: one key per line, one item of a list of mappings per line, everything else in flow
    /// style.
    var yamlDocument: String {
        guard case .mapping(let entries) = content else { return flow + "\n" }
        var text = ""
        for entry in entries {
            if case .sequence(let items) = entry.value.content, items.contains(where: \.isMapping) {
                text += "\(entry.key):\n" + items.map { "  - \($0.flow)\n" }.joined()
            } else {
                text += "\(entry.key): \(entry.value.flow)\n"
            }
        }
        return text
    }

    private var isMapping: Bool { if case .mapping = content { true } else { false } }

    private var flow: String {
        switch content {
        case .scalar(let text, isPlain: true) where Self.isSafe(text): text
        case .scalar(let text, _): Self.quoted(text)
        case .sequence(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{"
                + entries.map { entry in
                    // The reader takes no key in quotes; `on` is one of acts.
                    (Self.isSafe(entry.key) || entry.key == "on" ? entry.key : Self.quoted(entry.key)) + ": "
                        + entry.value.flow
                }.joined(separator: ", ") + "}"
        }
    }

    /// Whether a text needs no quotes; words that other YAML readers interpret get quotes too.
    private static func isSafe(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: " "), text.utf8.last != UInt8(ascii: " ") else {
            return false
        }
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: " "):
                true
            default: false
            }
        }
        return isWord && first != UInt8(ascii: "-") && first != UInt8(ascii: "%")
            && !["null", "yes", "no", "on", "off"].contains(text.lowercased())
    }

    /// Double quotes, with the escapes of YAML 1.2.2 section 5.7.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _
            where scalar.value < 0x20 || (0x7f...0xa0).contains(scalar.value) || scalar.value == 0xfeff
                || (0x2028...0x2029).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
