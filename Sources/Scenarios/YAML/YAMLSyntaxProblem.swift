import Faults

/// What libyaml says about a text that is not YAML, as a sentence for people.
struct YAMLSyntaxProblem {
    let problem: String
    let context: String
    let position: Position
    /// Where the construct began that was being read.
    let contextPosition: Position
    let text: String

    var error: LanguageError {
        let (position, sentence) = explanation
        return LanguageError(at: position, path: "", sentence)
    }

    private var explanation: (Position, String) {
        switch problem {
        case "could not find expected ':'":
            (contextPosition, "found no ':' after this word; expected 'key: value'")
        case "did not find expected key" where character == ":":
            (position, "found no key before ':'; expected a word")
        case "did not find expected key" where !isFirstInLine,
            "did not find expected '-' indicator" where !isFirstInLine:
            (position, "found more after the end of the value; expected a line break, or quotes around all of it")
        case "did not find expected key" where character == "-":
            (position, "this does not line up with the list above; expected '- ' at its indentation")
        case "did not find expected key":
            (position, "this does not line up with the keys above; expected a key at their indentation")
        case "did not find expected '-' indicator":
            (position, "this does not line up with the list above; expected '- ' at its indentation")
        case "mapping values are not allowed in this context" where lineBefore.contains(":"):
            (position, "found another ':' in the value; expected quotes around text that holds ': '")
        case "mapping values are not allowed in this context":
            (
                Position(line: position.line, column: lineBefore.prefix { $0 == " " }.count + 1),
                "found a key where none can stand; expected the indentation of the keys above"
            )
        case "mapping keys are not allowed in this context":
            (position, "found '? '; expected 'key: value'")
        case "block sequence entries are not allowed in this context":
            (position, "found '- ' where no list can begin; expected the list on a line of its own")
        case "did not find expected ',' or ']'":
            (contextPosition, "the list that begins here is not closed; expected ',' or ']'")
        case "did not find expected ',' or '}'":
            (contextPosition, "the mapping that begins here is not closed; expected ',' or '}'")
        case "found unexpected end of stream", "found unexpected document indicator":
            (contextPosition, "the quote that begins here is not closed; expected the same quote after the text")
        case "did not find expected node content":
            (position, "found no value here; expected one")
        case "found unknown escape character":
            (position, "unknown escape after '\\'; expected single quotes around text that holds '\\'")
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            (position, "the escape after '\\' is no character; expected single quotes around text that holds '\\'")
        case "did not find expected <document start>":
            (position, "found text after the end of the scenario; expected one mapping in a file")
        case "did not find expected comment or line break", "found an indentation indicator equal to 0":
            (position, "found text right after '|' or '>'; expected it on the next line")
        case "found unexpected ':'":
            (position, "found ':' inside brackets; expected a space behind it, or quotes around the text")
        default: furtherExplanation
        }
    }

    private var furtherExplanation: (Position, String) {
        if problem.contains("tab character") { return (position, Self.tab) }
        if problem == "found character that cannot start any token" {
            guard let character else { return (position, "found no value here; expected one") }
            if character == "\t" { return (position, Self.tab) }
            return (position, "a value cannot begin with '\(character)'; expected quotes around it")
        }
        if problem.contains("surrogate") || problem.contains("UTF-8") {
            return (position, "found bytes that are no text; expected UTF-8")
        }
        switch context {
        case "while scanning an alias": return (contextPosition, Self.indicator("*", "an alias"))
        case "while scanning an anchor": return (contextPosition, Self.indicator("&", "an anchor"))
        case _ where context.contains("directive") || problem.contains("directive"):
            return (contextPosition, Self.indicator("%", "a directive"))
        case _ where context.contains("tag"): return (contextPosition, Self.indicator("!", "a tag"))
        default: return (position, "this is no YAML (\(problem)); expected 'key: value'")
        }
    }

    private static let tab = "found a tab; expected spaces"

    private static func indicator(_ sign: String, _ meaning: String) -> String {
        "'\(sign)' begins \(meaning) here; expected quotes around text that begins with '\(sign)'"
    }

    /// The character at the position.
    private var character: Unicode.Scalar? { line.dropFirst(position.column - 1).first }

    /// The part of the line before the position.
    private var lineBefore: Substring.UnicodeScalarView { line.prefix(position.column - 1) }

    private var isFirstInLine: Bool { lineBefore.allSatisfy { $0 == " " } }

    private var line: Substring.UnicodeScalarView {
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        return lines.indices.contains(position.line - 1) ? lines[position.line - 1] : Substring().unicodeScalars
    }
}
