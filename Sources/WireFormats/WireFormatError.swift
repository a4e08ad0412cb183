/// Bytes that are not what a wire format says they are.
///
/// It carries no input of its own beyond what the message names, so that it is cheap to throw in a packet loop.
package struct WireFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the bytes stop making sense, counted from the start of the packet or message.
    package var offset: Int
    /// What the format says stands there, as a noun phrase.
    package var expected: String
    /// What stands there instead, as a noun phrase.
    package var found: String

    /// Makes an error out of its parts.
    package init(offset: Int, expected: String, found: String) {
        self.offset = offset
        self.expected = expected
        self.found = found
    }

    /// One lowercase sentence which names the offset, what was expected and what is there.
    package var message: String { "at byte \(offset): expected \(expected), found \(found)" }

    /// The message.
    package var description: String { message }
}
