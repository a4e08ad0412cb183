/// Text that can stand in XML 1.0 and in HTML, whatever bytes a program printed.
enum MarkupText {
    /// For text between tags and in attributes with double quotes.
    ///
    /// Control characters become their pictures (U+2400…), and what is no `Char` of XML 1.0 (section 2.2) becomes U+FFFD.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x22: result += "&quot;"
            case 0x27: result += "&#39;"
            // As a reference, since a parser makes blanks of them in attributes (XML 1.0 section 3.3.3).
            case 0x09: result += "&#9;"
            case 0x0A: result += "&#10;"
            case 0x0D: result += "&#13;"
            case 0x00..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F..<0xA0, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
            // Overrides of the direction of writing would let a line lie about what it says (UAX 9).
            case 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// At most so many characters, with a sign where some are left out.
    static func clipped(_ text: String, to count: Int) -> String {
        guard let end = text.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return text[..<end] + "…"
    }
}
