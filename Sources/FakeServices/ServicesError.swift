/// Why the services failed.
package struct ServicesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    package enum Code: String, Sendable {
        /// An address or port could not be bound.
        case cannotListen = "cannot-listen"
        /// A certificate, key or token could not be made.
        case cannotSign = "cannot-sign"
        /// A listening socket failed while the services ran.
        case listenerDied = "listener-died"
    }

    /// The kind of failure.
    package let code: Code
    /// One lowercase sentence that names the value and the way out.
    package let message: String

    /// Makes an error.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
