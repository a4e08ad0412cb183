/// An error at one place of a scenario: what is wrong, then what was expected.
public struct LanguageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The position in the file.
    public let position: Position
    /// The path in the document, as in `faults[0].match`; empty for the document itself.
    public let path: String
    /// The message: what is wrong; what was expected.
    public let message: String

    package init(at position: Position, path: String, _ message: String) {
        self.position = position
        self.path = path
        self.message = message
    }

    /// The path, then the message.
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
