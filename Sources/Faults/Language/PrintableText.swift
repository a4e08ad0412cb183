/// Text for people, whatever bytes a program printed: the one filter of everything that is printed.
extension StringProtocol {
    /// The text in one line, which drives no terminal and says what it seems to say.
    ///
    /// White space becomes a blank, and other control characters their pictures (U+2400 and on). What breaks a line or
    /// turns the direction of writing becomes U+FFFD.
    package var printable: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.printable) }
        return String(result)
    }

    /// The text in one line with at most `count` characters, and dots where some are left out.
    package func clipped(to count: Int) -> String {
        // What is left out is not even looked at.
        let start = prefix(count + 1).printable
        return start.count <= count ? start : start.prefix(Swift.max(0, count - 3)) + "..."
    }

    /// The text in one line that fits in a message.
    package var clipped: String { clipped(to: 60) }
}

extension Unicode.Scalar {
    /// What stands for this in a line of text; itself unless that is harmful.
    package var printable: Unicode.Scalar {
        switch value {
        case 0x09...0x0D: " "
        case 0x00..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        // C1, of which U+009B starts a command to a terminal as ESC [ does (ECMA-48 section 5.3).
        case 0x80..<0xA0: "\u{FFFD}"
        // The separators of lines and paragraphs.
        case 0x2028, 0x2029: "\u{FFFD}"
        // Marks, embeddings, overrides and isolates of the direction of writing (UAX 9 section 2).
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: self
        }
    }
}
