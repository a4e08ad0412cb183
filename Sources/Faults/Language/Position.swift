/// A position in a scenario file; both numbers start at 1.
public struct Position: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1.
    public let column: Int

    /// Makes a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The form of compilers, `line:column`.
    public var description: String { "\(line):\(column)" }
}
