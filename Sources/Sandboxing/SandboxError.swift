/// Why a sandbox, or a program in it, could not be started.
public struct SandboxError: Error, Sendable, CustomStringConvertible {
    /// The kinds of errors.
    public enum Code: Sendable {
        /// A program of the system is not installed.
        case missingTool
        /// The kernel or the system refused.
        case refused
        /// A program could not be started.
        case notStarted
        /// The file system of the storage is too broken to be mounted.
        case unmountable
    }

    /// The kind of error.
    public let code: Code
    /// One sentence that names the value and the way out.
    public let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
