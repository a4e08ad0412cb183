import Faults

/// Splits a command into words by the quoting rules of the shell (POSIX.1-2017, Shell Command Language, section 2.2).
///
/// There is no shell, so anything that only a shell could do is an error.
enum ShellWords {
    static func split(_ text: String, in element: Element) throws(LanguageError) -> [String] {
        var words: [String] = []
        var word: String?
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case _ where character.isWhitespace:
                if let whole = word { words.append(whole) }
                word = nil
            case "'":
                word = (word ?? "") + (try upToQuote("'", of: &rest, in: element))
            case "\"":
                word = (word ?? "") + (try doubleQuoted(&rest, in: element))
            case "\\":
                guard let next = rest.popFirst() else {
                    throw element.error("the command ends with a backslash; expected a character behind it")
                }
                word = (word ?? "") + String(next)
            case _ where "|&;<>()`$".contains(character):
                throw element.error(
                    "there is no shell for '\(character)'; expected it in single quotes, or sh -c '...' around the command"
                )
            default:
                word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        return words
    }

    private static func upToQuote(
        _ quote: Character, of rest: inout Substring, in element: Element
    ) throws(LanguageError) -> Substring {
        guard let end = rest.firstIndex(of: quote) else {
            throw element.error("a quote (\(quote)) is not closed; expected another one")
        }
        defer { rest = rest[rest.index(after: end)...] }
        return rest[..<end]
    }

    /// A backslash stands for itself, except before `$`, a back quote, a double quote and another backslash.
    private static func doubleQuoted(_ rest: inout Substring, in element: Element) throws(LanguageError) -> String {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\":
                guard let next = rest.first, "$`\"\\".contains(next) else {
                    text.append(character)
                    continue
                }
                text.append(next)
                rest.removeFirst()
            case "$", "`":
                throw element.error("there is no shell for '\(character)'; expected it in single quotes")
            default: text.append(character)
            }
        }
        throw element.error("a quote (\") is not closed; expected another one")
    }
}
