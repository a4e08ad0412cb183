import Glibc
import NIOCore

extension Channel {
    /// Waits until the channel is closed, at most for a time; nil means for ever.
    ///
    /// Throws if the task is cancelled, which waiting for a future of NIO would not do.
    func isClosed(within limit: Duration?) async throws -> Bool {
        let (closed, continuation) = AsyncStream<Never>.makeStream()
        closeFuture.whenComplete { _ in continuation.finish() }
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in closed {}
                try Task.checkCancellation()
                return true
            }
            if let limit {
                group.addTask {
                    try await Task.sleep(for: limit)
                    return false
                }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }

    /// Whether the peer has acknowledged every byte that the kernel got.
    func isDrained() async throws -> Bool {
        guard let socket = self as? any SocketOptionProvider else { return true }
        // `struct tcp_info` of linux/tcp.h up to `tcpi_notsent_bytes`; glibc's copy ends earlier.
        let info: InlineArray<37, UInt32> = try await socket.unsafeGetSocketOption(
            level: SocketOptionLevel(IPPROTO_TCP), name: SocketOptionName(TCP_INFO)
        ).get()
        let unacknowledgedSegments = info[6]
        let unsentBytes = info[36]
        return unacknowledgedSegments == 0 && unsentBytes == 0
    }
}
