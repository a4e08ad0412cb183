/// Makes any text printable; the one filter for everything that is printed.
extension StringProtocol {
    /// The text as one line without control sequences or characters that change its direction.
    ///
    /// White space becomes a blank, and other control characters become their pictures (U+2400 and on). Characters that
    /// break a line or change the direction of text become U+FFFD.
    package var printable: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.printable) }
        return String(result)
    }

    /// The text as one line of at most `count` characters, with dots if some are left out.
    package func clipped(to count: Int) -> String {
        // The rest of the text is not even read.
        let start = prefix(count + 1).printable
        return start.count <= count ? start : start.prefix(Swift.max(0, count - 3)) + "..."
    }

    /// The text as one line that fits into a message.
    package var clipped: String { clipped(to: 60) }
}

extension Unicode.Scalar {
    /// The printable replacement; the character itself if it is harmless.
    package var printable: Unicode.Scalar {
        switch value {
        case 0x09...0x0D: " "
        case 0x00..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        // C1 controls; U+009B starts a control sequence like ESC [ (ECMA-48 section 5.3).
        case 0x80..<0xA0: "\u{FFFD}"
        // The line and paragraph separators.
        case 0x2028, 0x2029: "\u{FFFD}"
        // Characters that change the direction of text (UAX 9 section 2).
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: self
        }
    }
}
