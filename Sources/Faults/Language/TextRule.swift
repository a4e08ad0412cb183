/// Which characters a text may have, and how many of them.
package struct TextRule: Sendable, Equatable {
    /// Of characters (Unicode scalars).
    package let lengths: ClosedRange<Int>
    /// The characters in words, as in `printable characters of ASCII`.
    package let characters: String
    /// The characters themselves; nil for all of them.
    package let allowed: [ClosedRange<Unicode.Scalar>]?

    package init(_ lengths: ClosedRange<Int>, _ characters: String, _ allowed: [ClosedRange<Unicode.Scalar>]?) {
        self.lengths = lengths
        self.characters = characters
        self.allowed = allowed
    }

    /// A value of a header: nothing that could end it (RFC 9110 section 5.5).
    package static func headerValue(_ lengths: ClosedRange<Int>) -> TextRule {
        TextRule(lengths, "printable characters of ASCII", [" "..."~"])
    }

    /// A name of a header: a token (RFC 9110 section 5.6.2).
    package static let headerName = TextRule(
        1...100, "letters, digits and hyphens", ["a"..."z", "A"..."Z", "0"..."9", "-"..."-"])

    /// Any text, lines and all.
    package static func anything(_ lengths: ClosedRange<Int>) -> TextRule { TextRule(lengths, "characters", nil) }

    package var summary: String { "a text of \(lengths.lowerBound) to \(lengths.upperBound) \(characters)" }

    /// For a schema (ECMA-262); nil where every character is allowed.
    package var pattern: String? {
        allowed.map { ranges in
            let ranges = ranges.map { range in
                range.lowerBound == range.upperBound
                    ? Self.escaped(range.lowerBound)
                    : "\(Self.escaped(range.lowerBound))-\(Self.escaped(range.upperBound))"
            }
            return "^[\(ranges.joined())]*$"
        }
    }

    func allows(_ text: String) -> Bool {
        lengths.contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { scalar in
                allowed.map { $0.contains { $0.contains(scalar) } } ?? true
            }
    }

    /// As it stands in a class of characters.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "^-]\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
    }
}
