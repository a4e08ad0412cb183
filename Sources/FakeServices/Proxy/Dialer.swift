import Glibc
import NIOCore
import NIOPosix
import WireFormats

/// Connects to services of the run; sockets are made on the executor's thread, and so in its network namespace.
struct Dialer: Sendable {
    /// Within a namespace a connection is made or refused at once, unless the listener's queue is full.
    private static let patience = timeval(tv_sec: 2, tv_usec: 0)

    /// Why there is no connection (errno(3)).
    struct Refusal: Error, CustomStringConvertible {
        let code: CInt
        var description: String { String(cString: strerror(code)) }
    }

    let executor: (any TaskExecutor)?

    /// A channel with a `WireHandler`, not yet read.
    func connect(to endpoint: Endpoint) async throws -> any Channel {
        let descriptor = try await withThrowingTaskGroup(of: CInt.self) { group in
            group.addTask(executorPreference: executor) { try Self.connected(to: endpoint) }
            guard let descriptor = try await group.next() else { throw CancellationError() }
            return descriptor
        }
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(WireHandler())
                }
            }
            .withConnectedSocket(descriptor)
            .get()
    }

    private static func connected(to endpoint: Endpoint) throws -> CInt {
        let address = try SocketAddress(ipAddress: "\(endpoint.address)", port: Int(endpoint.port))
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(endpoint.address.isV4 ? AF_INET : AF_INET6, kind, 0)
        guard descriptor >= 0 else { throw Refusal(code: errno) }
        // SO_SNDTIMEO bounds connect(2) too (socket(7)).
        var limit = patience
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let status = address.withSockAddr { Glibc.connect(descriptor, $0, socklen_t($1)) }
        guard status == 0 else {
            let code = errno
            _ = Glibc.close(descriptor)
            throw Refusal(code: code)
        }
        return descriptor
    }
}
