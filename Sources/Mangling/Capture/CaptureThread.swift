import CNetfilterQueue
import Glibc

/// The work of the capture's thread.
///
/// It owns the packet sockets and the frames read from them.
struct CaptureThread: NamespaceWork {
    let interfaces: [String]
    let limit: Int

    /// At most this many frames are read from one socket before the others get their turn.
    private static let drainLimit = 256

    func run(until wakeup: Wakeup, ready: () -> Void) throws(ManglingError) -> PacketCapture {
        var sockets: [PacketSocket] = []
        for interface in interfaces { sockets.append(try PacketSocket(interface: interface)) }
        var capture = PacketCapture(interfaces: interfaces, limit: limit)
        ready()
        while try wait(for: sockets, or: wakeup) { _ = try drain(sockets, into: &capture) }
        // Bounded, as traffic may go on; this is more than the kernel's buffers hold.
        for _ in 0..<4096 { guard try drain(sockets, into: &capture) else { break } }
        for (index, socket) in sockets.enumerated() {
            let (received, dropped) = try socket.statistics()
            capture.interfaces[index].received = received
            capture.interfaces[index].dropped = dropped
        }
        capture.sort()
        return capture
    }

    /// Reads the waiting frames up to a limit; returns whether there may be more.
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

    /// Waits for frames or until it is woken; false when the thread is to end.
    private func wait(for sockets: [PacketSocket], or wakeup: Wakeup) throws(ManglingError) -> Bool {
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
