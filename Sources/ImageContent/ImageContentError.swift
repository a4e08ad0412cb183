/// What is wrong with bytes that should be image content.
package struct ImageContentError: Error, Equatable, CustomStringConvertible {
    /// One lowercase sentence that names the value and the way out.
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
