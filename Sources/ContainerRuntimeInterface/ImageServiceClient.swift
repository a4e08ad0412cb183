import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// The image service of a container runtime on its Unix socket, called as the kubelet calls it.
package struct ImageServiceClient: Sendable {
    /// What an image pull secret holds for a registry.
    package struct Credentials: Sendable, Equatable {
        package let username: String
        package let password: String

        package init(username: String, password: String) {
            self.username = username
            self.password = password
        }
    }

    private let socket: String
    /// For a question that needs no network.
    private static let patience = Duration.seconds(30)

    /// - Parameter socket: the path of the socket, of at most 107 bytes (unix(7)).
    package init(socket: String) { self.socket = socket }

    /// Pulls an image and gives the digest of its configuration.
    ///
    /// There is no time limit, as the kubelet gives none; cancel the task to give up.
    ///
    /// - Throws: `ContainerRuntimeError` when the runtime refuses or is not there.
    package func pullImage(_ name: String, credentials: Credentials?) async throws -> String {
        try await call { service in
            try await service.pullImage(Runtime_V1_PullImageRequest(name, credentials: credentials)).imageRef
        }
    }

    /// The digest of the configuration of the image that is stored under a name; nil when none is.
    ///
    /// - Throws: `ContainerRuntimeError` when the runtime refuses or is not there.
    package func storedImage(_ name: String) async throws -> String? {
        try await call { service in
            var options = CallOptions.defaults
            options.timeout = Self.patience
            let response = try await service.imageStatus(Runtime_V1_ImageStatusRequest(name), options: options)
            return response.hasImage ? response.image.id : nil
        }
    }

    private typealias Service = Runtime_V1_ImageService.Client<HTTP2ClientTransport.Posix>

    /// A connection for each call: a daemon that was killed in between leaves none behind that is dead.
    private func call<Value: Sendable>(_ body: (Service) async throws -> Value) async throws -> Value {
        do {
            // The name that clients of Unix sockets send for a host (gRPC naming); without it the path would be sent.
            let transport = try HTTP2ClientTransport.Posix(
                target: .unixDomainSocket(path: socket, authority: "localhost"), transportSecurity: .plaintext
            )
            return try await withGRPCClient(transport: transport) { client in
                try await body(Service(wrapping: client))
            }
        } catch let error as RPCError {
            try Task.checkCancellation()
            throw ContainerRuntimeError(error)
        }
    }
}

extension Runtime_V1_ImageSpec {
    init(_ name: String) {
        self.init()
        image = name
    }
}

extension Runtime_V1_ImageStatusRequest {
    package init(_ name: String) {
        self.init()
        image = Runtime_V1_ImageSpec(name)
    }
}

extension Runtime_V1_PullImageRequest {
    package init(_ name: String, credentials: ImageServiceClient.Credentials?) {
        self.init()
        image = Runtime_V1_ImageSpec(name)
        guard let credentials else { return }
        auth.username = credentials.username
        auth.password = credentials.password
    }
}
