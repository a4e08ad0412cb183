import CNetfilterQueue
import Glibc

/// The thread that captures: it owns the packet sockets and what they gave, and shares no state but its ends.
final class CaptureThread: Sendable {
    /// Frames that are taken from one socket before the others have their turn.
    private static let drainLimit = 256

    /// Told once frames are seen, or why they are not.
    let ready = OneShot<ManglingError?>()
    private let ended = OneShot<Result<PacketCapture, ManglingError>>()
    private let wakeup: Wakeup
    private let interfaces: [String]
    private let limit: Int

    init(interfaces: [String], limit: Int) throws(ManglingError) {
        self.interfaces = interfaces
        self.limit = limit
        wakeup = try Wakeup()
    }

    /// Starts the thread in a network namespace.
    func start(in path: String) throws(ManglingError) -> NamespaceThread {
        try NamespaceThread(in: path) { [self] error in
            let result = Result { () throws(ManglingError) in
                if let error { throw error }
                return try run()
            }
            if case .failure(let error) = result { ready.fulfil(error) }
            ended.fulfil(result)
        }
    }

    /// Has the thread end, and waits until its sockets are closed.
    func stop() async -> Result<PacketCapture, ManglingError> {
        wakeup.signal()
        return await ended.value()
    }

    private func run() throws(ManglingError) -> PacketCapture {
        var sockets: [PacketSocket] = []
        for interface in interfaces { sockets.append(try PacketSocket(interface: interface)) }
        var capture = PacketCapture(interfaces: interfaces, limit: limit)
        ready.fulfil(nil)
        while try wait(for: sockets) { _ = try drain(sockets, into: &capture) }
        // Bounded, as traffic may go on: more than fits into the kernel's buffers.
        for _ in 0..<4096 { guard try drain(sockets, into: &capture) else { break } }
        for (index, socket) in sockets.enumerated() {
            let (received, dropped) = try socket.statistics()
            capture.interfaces[index].received = received
            capture.interfaces[index].dropped = dropped
        }
        capture.sort()
        return capture
    }

    /// Takes what waits, within a limit; says whether there may be more.
    private func drain(_ sockets: [PacketSocket], into capture: inout PacketCapture) throws(ManglingError) -> Bool {
        var hasMore = false
        for (index, socket) in sockets.enumerated() {
            var count = 0
            while count < Self.drainLimit, let frame = try socket.receive() {
                capture.append(
                    interface: index, nanoseconds: frame.nanoseconds, isOutgoing: frame.isOutgoing,
                    length: frame.length, frame.bytes
                )
                count += 1
            }
            if count == Self.drainLimit { hasMore = true }
        }
        return hasMore
    }

    /// Waits for frames or until `stop`; false when it is to end.
    private func wait(for sockets: [PacketSocket]) throws(ManglingError) -> Bool {
        var descriptors = (sockets.map(\.descriptor) + [wakeup.descriptor]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let count = cnetfilterqueue_wait(&descriptors, UInt(descriptors.count), nil)
        if count < 0, errno != EINTR {
            throw ManglingError(.socket, "cannot wait for frames; run it without --capture", cause: errno)
        }
        return count <= 0 || descriptors[sockets.count].revents == 0
    }
}
