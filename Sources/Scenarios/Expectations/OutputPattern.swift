import Faults

/// A regular expression for what a puller says, found anywhere in its output.
///
/// Only the text is kept, since `Regex` is not `Sendable`; that it compiles is known from the start.
package struct OutputPattern: Sendable, Equatable, CustomStringConvertible {
    /// Characters that an expression may have; the compiler recurses over it.
    package static let longest = 500

    /// The expression as written, at most `longest` characters.
    package let text: String

    /// Reads an expression and proves that it compiles.
    package init(_ element: Element) throws(LanguageError) {
        text = try element.scalar("a regular expression for the puller's output")
        guard text.count <= Self.longest else {
            throw element.error(
                "the regular expression has \(text.count) characters; expected at most \(Self.longest)"
            )
        }
        do {
            _ = try Regex(text)
        } catch {
            throw element.error(
                "'\(text.clipped)' is no regular expression (\("\(error)".clipped)); "
                    + "expected one such as 'read udp .*: i/o timeout'"
            )
        }
    }

    /// Whether the expression is found anywhere in an output.
    package func matches(_ output: String) -> Bool {
        guard let regex = try? Regex(text) else { return false }
        return output.contains(regex)
    }

    /// The expression as written.
    package var description: String { text }
}
