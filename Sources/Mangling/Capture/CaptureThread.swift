import CNetfilterQueue
import Glibc

/// What the capture's thread does: it owns the packet sockets and what they gave.
struct CaptureThread: NamespaceWork {
    let interfaces: [String]
    let limit: Int

    /// Frames that are taken from one socket before the others have their turn.
    private static let drainLimit = 256

    func run(until wakeup: Wakeup, ready: () -> Void) throws(ManglingError) -> PacketCapture {
        var sockets: [PacketSocket] = []
        for interface in interfaces { sockets.append(try PacketSocket(interface: interface)) }
        var capture = PacketCapture(interfaces: interfaces, limit: limit)
        ready()
        while try wait(for: sockets, or: wakeup) { _ = try drain(sockets, into: &capture) }
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

    /// Waits for frames or until it is woken; false when it is to end.
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
