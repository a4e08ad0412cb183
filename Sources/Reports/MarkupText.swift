/// Makes any text of a program valid in XML 1.0 and HTML.
enum MarkupText {
    /// Escapes text between tags and in attributes with double quotes.
    ///
    /// Control characters become their pictures (U+2400…), and characters that XML 1.0 does not allow (section 2.2)
    /// become U+FFFD.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x22: result += "&quot;"
            case 0x27: result += "&#39;"
            // References, since a parser turns these characters into blanks in attributes (XML 1.0 section 3.3.3).
            case 0x09: result += "&#9;"
            case 0x0A: result += "&#10;"
            case 0x0D: result += "&#13;"
            case 0x00..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F..<0xA0, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
            // Characters that change the direction of text could make a line look different from what it is (UAX 9).
            case 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Cuts the text to a number of characters, with a mark if some are left out.
    static func clipped(_ text: String, to count: Int) -> String {
        guard let end = text.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return text[..<end] + "…"
    }
}
