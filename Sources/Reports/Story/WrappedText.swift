/// A long text as lines that fit a terminal.
package enum WrappedText {
    /// An error text of 4 KiB on lines of 116.
    private static let mostLines = 40

    /// Breaks between words, and within a word that is longer than a line.
    ///
    /// - Parameters:
    ///   - text: one line.
    ///   - width: the most characters of a line, 1 or more.
    /// - Returns: at most 40 lines; the last says if more are missing.
    package static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var rest = word[...]
            if !line.isEmpty, line.count + 1 + rest.count <= width {
                line += " " + rest
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line = String(rest)
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > mostLines else { return lines }
        return lines.prefix(mostLines - 1) + ["… \(lines.count - mostLines + 1) more lines in timeline.jsonl …"]
    }
}
