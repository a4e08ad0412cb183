/// Why the harness cannot do what it was asked to.
public struct ChaosPullError: Error, Sendable, Equatable, CustomStringConvertible {
    public let message: String

    package init(_ message: String) { self.message = message }

    public var description: String { message }
}
