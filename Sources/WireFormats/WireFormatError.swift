/// Bytes that a wire format does not allow.
///
/// It carries nothing of the input but what the message names, so it is cheap to throw in the packet loop.
package struct WireFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the bytes stop making sense, counted from the start of the packet or message.
    package var offset: Int
    /// What the format requires there, as a noun phrase.
    package var expected: String
    /// What stands there instead, as a noun phrase.
    package var found: String

    /// Makes an error from its parts.
    package init(offset: Int, expected: String, found: String) {
        self.offset = offset
        self.expected = expected
        self.found = found
    }

    /// One lowercase sentence that names the offset, what was expected and what was found.
    package var message: String { "at byte \(offset): expected \(expected), found \(found)" }

    /// The message.
    package var description: String { message }
}
