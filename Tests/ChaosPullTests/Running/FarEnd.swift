import Glibc
import Sandboxing

/// A server in the net namespace, at port 443 of every address; it sends this many bytes to every client.
final class FarEnd: Sendable {
    struct Refused: Error {
        let errno: Int32
    }

    private let descriptor: Int32

    private init() throws {
        descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Refused(errno: errno) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = UInt16(443).bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            bytes.baseAddress.map {
                bind(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
            } ?? -1
        }
        guard result == 0, listen(descriptor, 16) == 0 else { throw Refused(errno: errno) }
    }

    deinit { close(descriptor) }

    /// Serves while `body` runs.
    static func serving<Value: Sendable>(
        _ count: Int, in sandbox: Sandbox, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withNamespaceExecutor(sandbox.networkNamespace("net")) { executor in
            let server = try await withTaskExecutorPreference(executor) { try FarEnd() }
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask(executorPreference: executor) { server.serve(count) }
                let result: Result<Value, any Error>
                do { result = .success(try await body()) } catch { result = .failure(error) }
                // Ends the wait for the next connection.
                shutdown(server.descriptor, Int32(SHUT_RDWR))
                try await group.waitForAll()
                return try result.get()
            }
        }
    }

    private func serve(_ count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { break }
            // A client that is gone must not block the server.
            var limit = timeval(tv_sec: 20, tv_usec: 0)
            setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var sent = 0
            while sent < bytes.count {
                let step = bytes.withUnsafeBytes {
                    send(connection, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { break }
                sent += step
            }
            close(connection)
        }
    }
}
