import Faults

/// Makes any text of a program valid in XML 1.0 and HTML.
enum MarkupText {
    /// Escapes text between tags and in attributes with double quotes.
    ///
    /// Unprintable characters are replaced, and characters that XML 1.0 does not allow (section 2.2) become U+FFFD.
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
            case 0xFFFE, 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar.printable)
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
