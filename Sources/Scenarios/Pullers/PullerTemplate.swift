import Faults

/// A text with placeholders, as in `docker://{image}`.
package struct PullerTemplate: Sendable, Equatable {
    /// The words that can be between braces.
    package enum Placeholder: String, Sendable, CaseIterable {
        case image, registry, mirror, repository, tag, scheme, tls, ca, storage, tmp, home, user, password, auth
    }

    private enum Part: Sendable, Equatable {
        case text(String)
        case placeholder(Placeholder)
    }

    private let parts: [Part]

    /// Reads the text of an element, or a word of it.
    ///
    /// A brace is plain text unless a single word and a closing brace follow. After a `$` it is always plain text,
    /// because there it belongs to the shell.
    ///
    /// - Throws: an error about an unknown placeholder.
    package init(_ text: String, in element: Element) throws(LanguageError) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            let word = rest.prefix { ("a"..."z").contains($0) || $0 == "-" }
            let isPlace = character == "{" && literal.last != "$" && !word.isEmpty
            guard isPlace, rest.dropFirst(word.count).first == "}" else {
                literal.append(character)
                continue
            }
            guard let placeholder = Placeholder(rawValue: String(word)) else {
                let names = Placeholder.allCases.map(\.rawValue)
                throw element.error(
                    "unknown placeholder '{\(String(word).clipped)}'; \(Suggestion.sentence(for: String(word), among: names))"
                )
            }
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = ""
            parts.append(.placeholder(placeholder))
            rest = rest.dropFirst(word.count + 1)
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        self.parts = parts
    }

    /// The placeholders in it.
    package var placeholders: Set<Placeholder> {
        Set(parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } })
    }

    /// The text with all placeholders filled in.
    package func filled(_ value: (Placeholder) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let placeholder): value(placeholder)
            }
        }.joined()
    }
}
