import Faults

/// The place of a scalar in the text of a document.
enum WrittenScalar {
    /// The text with another scalar in the place of one; nil if that is not written on one line.
    static func replacing(_ element: Element, by text: String, in source: String) -> String? {
        guard case .scalar(let old, let isPlain) = element.content, let start = index(of: element.position, in: source)
        else { return nil }
        let written = source.unicodeScalars[start...]
        let end: String.Index?
        if isPlain {
            end =
                written.starts(with: old.unicodeScalars)
                ? source.unicodeScalars.index(start, offsetBy: old.unicodeScalars.count) : nil
        } else {
            end = self.end(ofQuoted: written)
        }
        guard let end else { return nil }
        return String(source.unicodeScalars[..<start]) + Element.quoted(text)
            + String(source.unicodeScalars[end...])
    }

    /// Where a scalar in quotes ends (YAML 1.2.2 sections 7.3.1 and 7.3.2).
    private static func end(ofQuoted written: Substring.UnicodeScalarView) -> String.Index? {
        guard let quote = written.first, quote == "\"" || quote == "'" else { return nil }
        var index = written.index(after: written.startIndex)
        while index < written.endIndex {
            let next = written.index(after: index)
            if quote == "\"", written[index] == "\\", next < written.endIndex {
                index = written.index(after: next)
            } else if written[index] == quote {
                guard quote == "'", next < written.endIndex, written[next] == quote else { return next }
                index = written.index(after: next)
            } else {
                index = next
            }
        }
        return nil
    }

    private static func index(of position: Position, in source: String) -> String.Index? {
        let scalars = source.unicodeScalars
        var (index, line) = (scalars.startIndex, 1)
        while line < position.line {
            guard index < scalars.endIndex else { return nil }
            if scalars[index] == "\n" { line += 1 }
            index = scalars.index(after: index)
        }
        return scalars.index(index, offsetBy: position.column - 1, limitedBy: scalars.endIndex)
    }
}
