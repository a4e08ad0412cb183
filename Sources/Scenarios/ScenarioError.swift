import Faults

/// Something wrong with a scenario: where, what, and what was expected instead.
public struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named by the caller.
    public let file: String
    /// The place in the file; nil when the file could not be read at all.
    public let position: Position?
    /// Where in the document, as in `faults[0].match`; empty for the document itself.
    public let path: String
    /// One sentence: what is wrong, then what was expected.
    public let message: String

    init(file: String, _ message: String) {
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

    /// An error about a scenario that is built in Swift, where lines mean nothing.
    init(builtAs name: String, _ error: ScenarioError) {
        file = name
        position = nil
        path = error.path
        message = error.message
    }

    /// `file:line:column: path: message`, which editors know how to follow.
    public var description: String {
        var parts = [position.map { "\(file):\($0)" } ?? file]
        if !path.isEmpty { parts.append(path) }
        parts.append(message)
        return parts.joined(separator: ": ")
    }
}
