/// A value of a scenario document with its position, whatever syntax it was written in.
///
/// Faults read their parameters from it, so this module needs no YAML parser.
package struct Element: Sendable {
    package struct Entry: Sendable {
        package let key: String
        package let keyPosition: Position
        package let value: Element

        package init(key: String, keyPosition: Position, value: Element) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    package enum Content: Sendable {
        /// A scalar as written; `isPlain` is false when it was quoted, which makes it text and nothing else.
        case scalar(String, isPlain: Bool)
        case sequence([Element])
        case mapping([Entry])
    }

    package let content: Content
    package let position: Position
    package let path: String

    package init(_ content: Content, at position: Position, path: String) {
        self.content = content
        self.position = position
        self.path = path
    }

    package func error(_ message: String) -> LanguageError {
        LanguageError(at: position, path: path, message)
    }

    /// A scalar as written, or a list of them in brackets; nil for a mapping.
    package var written: String? {
        switch content {
        case .scalar(let text, _): text
        case .sequence(let items): "[\(items.compactMap(\.written).joined(separator: ", "))]"
        case .mapping: nil
        }
    }

    /// What kind of thing this is, for messages.
    package var kindName: String {
        switch content {
        case .scalar("", isPlain: true): "nothing"
        case .scalar("", isPlain: false): "empty text"
        case .scalar(let text, _): "'\(text.clipped)'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
