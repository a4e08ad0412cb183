/// Why the harness cannot do what was asked.
public struct ChaosPullError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence that names the value and the way out.
    public let message: String

    package init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
