extension DNSName: CustomStringConvertible {
    /// Reads `registry.test`, with or without the trailing dot, or `.` for the root; nil if the text is not a name.
    ///
    /// A dot or a backslash inside a label is `\.` or `\\`, any byte is `\DDD` in decimal (RFC 1035 section 5.1).
    /// Blanks, control characters and letters outside ASCII must be written that way; write internationalized names
    /// in Punycode.
    package init?(_ text: String) {
        if text == "." {
            self = .root
            return
        }
        var labels: [[UInt8]] = []
        var label: [UInt8] = []
        var endsWithDot = false
        var characters = text.utf8.makeIterator()
        while let character = characters.next() {
            endsWithDot = false
            switch character {
            case UInt8(ascii: "."):
                guard !label.isEmpty else { return nil }
                labels.append(label)
                label = []
                endsWithDot = true
            case UInt8(ascii: "\\"):
                guard let byte = Self.escaped(&characters) else { return nil }
                label.append(byte)
            case 0x21...0x7e:
                label.append(character)
            default:
                return nil
            }
            // Stops early on text of any length.
            guard label.count <= Self.maximumLabelLength, labels.count < Self.maximumLength else { return nil }
        }
        if !endsWithDot { labels.append(label) }
        self.init(labels: labels)
    }

    private static func escaped(_ characters: inout String.UTF8View.Iterator) -> UInt8? {
        guard let first = characters.next(), (0x21...0x7e).contains(first) else { return nil }
        guard let hundreds = decimal(first) else { return first }
        guard let tens = characters.next().flatMap(decimal), let ones = characters.next().flatMap(decimal) else {
            return nil
        }
        return UInt8(exactly: hundreds * 100 + tens * 10 + ones)
    }

    private static func decimal(_ character: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) ? Int(character - UInt8(ascii: "0")) : nil
    }

    /// The text of each label in lower case, from the host to the top-level domain.
    package var labels: [String] { rawLabels.map(Self.text) }

    /// The text in lower case without trailing dot, such as `registry.test`; `.` for the root.
    package var description: String {
        wire.count <= 1 ? "." : labels.joined(separator: ".")
    }

    private static func text(of label: ArraySlice<UInt8>) -> String {
        var text = ""
        for byte in label {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "\\"):
                text += "\\"
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x21...0x7e:
                text.unicodeScalars.append(Unicode.Scalar(lowercased(byte)))
            default:
                text += byte < 10 ? "\\00\(byte)" : byte < 100 ? "\\0\(byte)" : "\\\(byte)"
            }
        }
        return text
    }
}
