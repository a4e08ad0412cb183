import Glibc
import Judging
import NIOCore
import NIOExtras
import NIOPosix

/// Answers on a Unix socket while `body` runs: one line of JSON for each line of JSON.
///
/// The file is there once the world is, and only its owner may use it.
///
/// - Parameter path: where; nil for no socket. A socket that an earlier run has left there is replaced.
/// - Throws: `ChaosPullError` if the socket cannot be made; what `body` throws.
func controlled<Value: Sendable>(
    at path: String?, _ world: LiveWorld, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    guard let path else { return try await body() }
    let server = try await ControlSocket.listen(at: path)
    do {
        let value = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await ControlSocket.serve(server, world)
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
        await world.end()
        unlink(path)
        return value
    } catch {
        await world.end()
        unlink(path)
        throw error
    }
}

private enum ControlSocket {
    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    typealias Server = NIOAsyncChannel<Connection, Never>

    /// The most connections at once; further ones are closed at once.
    static let mostConnections = 16
    /// The most bytes of a line; a scenario's fault has a few hundred.
    static let longestLine = 64 << 10

    static func listen(at path: String) async throws -> Server {
        // sockaddr_un (unix(7)) holds 108 bytes with the zero at the end.
        guard !path.isEmpty, path.utf8.count < 108 else {
            throw ChaosPullError("'\(path)' cannot be a socket's path; expected at most 107 bytes")
        }
        do {
            let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            ByteToMessageHandler(LineBasedFrameDecoder(), maximumBufferSize: longestLine))
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
            chmod(path, S_IRUSR | S_IWUSR)
            return server
        } catch {
            throw ChaosPullError(
                "cannot listen at '\(path)': \(error); expected the path of a new socket in a folder that is there")
        }
    }

    static func serve(_ server: Server, _ world: LiveWorld) async throws {
        try await server.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                let open = OpenConnections()
                for try await connection in connections {
                    guard open.begin(atMost: mostConnections) else {
                        connection.channel.close(promise: nil)
                        continue
                    }
                    group.addTask {
                        // A client that goes, or that sends what is no line, ends its own connection alone.
                        try? await answer(connection, world)
                        open.end()
                    }
                }
            }
        }
    }

    private static func answer(_ connection: Connection, _ world: LiveWorld) async throws {
        try await connection.executeThenClose { lines, replies in
            for try await line in lines {
                let reply = await ControlReply(to: String(buffer: line), in: world)
                try await replies.write(ByteBuffer(string: reply.line + "\n"))
            }
        }
    }
}
