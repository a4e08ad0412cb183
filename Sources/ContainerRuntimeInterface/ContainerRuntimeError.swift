import GRPCCore

/// A call that the container runtime refused, or that did not reach it.
package struct ContainerRuntimeError: Error, Equatable, CustomStringConvertible {
    /// The name of the status code, as grpc-go prints it (google.golang.org/grpc/codes), as in `NotFound`.
    package let code: String
    /// The runtime's message.
    package let message: String

    /// The text as the kubelet and crictl print it, from grpc-go.
    package var description: String { "rpc error: code = \(code) desc = \(message)" }
}

extension ContainerRuntimeError {
    init(_ error: RPCError) {
        code = Self.name(of: error.code)
        message = error.cause.map { "\(error.message): \($0)" } ?? error.message
    }

    private static func name(of code: RPCError.Code) -> String {
        switch code {
        case .cancelled: "Canceled"
        case .invalidArgument: "InvalidArgument"
        case .deadlineExceeded: "DeadlineExceeded"
        case .notFound: "NotFound"
        case .alreadyExists: "AlreadyExists"
        case .permissionDenied: "PermissionDenied"
        case .resourceExhausted: "ResourceExhausted"
        case .failedPrecondition: "FailedPrecondition"
        case .aborted: "Aborted"
        case .outOfRange: "OutOfRange"
        case .unimplemented: "Unimplemented"
        case .internalError: "Internal"
        case .unavailable: "Unavailable"
        case .dataLoss: "DataLoss"
        case .unauthenticated: "Unauthenticated"
        default: "Unknown"
        }
    }
}
