import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// Whether a container runtime takes calls on its Unix socket, asked of the interface that is going to be used.
package struct RuntimeReadiness: Sendable {
    private let socket: String

    /// - Parameter socket: the path of the socket, of at most 107 bytes (unix(7)).
    package init(socket: String) { self.socket = socket }

    /// `Status` of the CRI's RuntimeService, which the kubelet asks too before it asks for anything else.
    ///
    /// containerd refuses every call of the CRI, with "server is not initialized yet", until the CRI has started.
    package func isCRIInitialized() async -> Bool {
        await answer("runtime.v1.RuntimeService", "Status") != nil
    }

    /// `Check` of gRPC's health service, for the whole server: its answer has `status: SERVING`, field 1, value 1
    /// (grpc-proto, grpc/health/v1/health.proto).
    package func isServing() async -> Bool {
        await answer("grpc.health.v1.Health", "Check") == [0x08, 0x01]
    }

    /// What a call with an empty message is answered; nil when it is refused, or not answered within 2 s.
    private func answer(_ service: String, _ method: String) async -> [UInt8]? {
        var options = CallOptions.defaults
        options.timeout = .seconds(2)
        options.waitForReady = false
        do {
            let transport = try HTTP2ClientTransport.Posix(
                target: .unixDomainSocket(path: socket, authority: "localhost"), transportSecurity: .plaintext
            )
            return try await withGRPCClient(transport: transport) { client in
                try await client.unary(
                    request: ClientRequest(message: [UInt8]()),
                    descriptor: MethodDescriptor(fullyQualifiedService: service, method: method),
                    serializer: MessageBytes(), deserializer: MessageBytes(), options: options
                ) { try $0.message }
            }
        } catch {
            return nil
        }
    }
}

/// A message as its bytes, for calls whose messages are empty or not looked into.
private struct MessageBytes: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }

    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
        bytes.withUnsafeBytes { Array($0) }
    }
}
