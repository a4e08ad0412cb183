import GRPCCore
import Testing

@testable import ContainerRuntimeInterface

@Suite struct ContainerRuntimeErrorTests {
    /// google.golang.org/grpc/codes, by number.
    @Test func codesHaveTheNamesThatTheKubeletPrints() throws {
        let names = [
            "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists",
            "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented",
            "Internal", "Unavailable", "DataLoss", "Unauthenticated",
        ]
        for (number, name) in zip(1..., names) {
            let status = try #require(Status.Code(rawValue: number))
            let code = try #require(RPCError.Code(status))
            #expect(ContainerRuntimeError(RPCError(code: code, message: "")).code == name)
        }
    }

    @Test func theTextIsThatOfTheKubelet() {
        let error = RPCError(code: .notFound, message: #"failed to resolve reference "a.test/b:1": not found"#)
        #expect(
            ContainerRuntimeError(error).description
                == #"rpc error: code = NotFound desc = failed to resolve reference "a.test/b:1": not found"#)
    }

    @Test func theCauseIsPartOfTheMessage() {
        struct Broken: Error, CustomStringConvertible { let description = "the pipe broke" }
        let error = RPCError(code: .unavailable, message: "no connection", cause: Broken())
        #expect(ContainerRuntimeError(error).message == "no connection: the pipe broke")
    }

    @Test(.timeLimit(.minutes(1))) func aRuntimeThatIsNotThereIsUnavailableAtOnce() async throws {
        let client = ImageServiceClient(socket: "/nonexistent/containerd.sock")
        let error = await #expect(throws: ContainerRuntimeError.self) {
            try await client.pullImage("a.test/b:1", credentials: nil)
        }
        #expect(error?.code == "Unavailable")
    }
}
