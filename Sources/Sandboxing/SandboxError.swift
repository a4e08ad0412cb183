/// Why a sandbox, or a program in it, could not be had.
public struct SandboxError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable {
        /// A program of the system is not installed.
        case missingTool
        /// The kernel or the system refused.
        case refused
        /// A program that should have been started could not be.
        case notStarted
    }

    public let code: Code
    public let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
