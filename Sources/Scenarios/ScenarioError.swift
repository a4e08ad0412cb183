import Faults

/// An error in a scenario: where, what is wrong, and what was expected.
public struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, as the caller named it.
    public let file: String
    /// The position in the file; nil if the file could not be read at all.
    public let position: Position?
    /// The path in the document, as in `faults[0].match`; empty for the document itself.
    public let path: String
    /// One sentence: what is wrong, then what was expected.
    public let message: String

    package init(file: String, _ message: String) {
        self.file = file
        self.message = message
        position = nil
        path = ""
    }

    init(file: String, _ error: LanguageError) {
        self.file = file
        position = error.position
        path = error.path
        message = error.message
    }

    /// An error about a scenario that is built in Swift, where line numbers mean nothing.
    init(builtAs name: String, _ error: ScenarioError) {
        file = name
        position = nil
        path = error.path
        message = error.message
    }

    /// `file:line:column: path: message`, which editors can follow.
    public var description: String {
        var parts = [position.map { "\(file):\($0)" } ?? file]
        if !path.isEmpty { parts.append(path) }
        parts.append(message)
        return parts.joined(separator: ": ")
    }
}
