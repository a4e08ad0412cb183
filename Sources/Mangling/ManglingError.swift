import Glibc
import Namespaces

/// Why packets cannot be mangled.
package struct ManglingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of error.
    package enum Code: String, Sendable {
        /// The thread could not be started.
        case thread
        /// The network namespace could not be entered.
        case namespace
        /// A socket could not be made or set up.
        case socket
        /// The queue has an owner already.
        case queueTaken = "queue-taken"
        /// The process may not do it.
        case privilege
        /// The kernel has no such feature.
        case unsupported
        /// The queue broke during the run.
        case queue
    }

    /// The kind of error.
    package let code: Code
    /// One lowercase sentence that names the value and the way out.
    package let message: String
    /// The error number of the system call that failed (errno(3)), if one did.
    package let cause: Int32?

    /// Makes an error; the system's text for `cause` is appended to the message.
    init(_ code: Code, _ message: String, cause: Int32? = nil) {
        self.code = code
        self.cause = cause
        self.message = cause.map { "\(message) (\(Self.words(for: $0)))" } ?? message
    }

    init(_ problem: NamespaceProblem) {
        switch problem {
        case .noThread(let number): (code, cause) = (.thread, number)
        case .notEntered(_, let number): (code, cause) = (.namespace, number)
        }
        message = problem.description
    }

    /// The message.
    package var description: String { message }

    private static func words(for number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let start = buffer.baseAddress, strerror_r(number, start, buffer.count) == 0 else {
                return "errno \(number)"
            }
            return String(cString: start)
        }
    }
}
