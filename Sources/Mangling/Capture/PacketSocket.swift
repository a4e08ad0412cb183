import CNetfilterQueue
import Glibc

/// A packet socket (packet(7)) that sees every frame of one interface, both ways.
final class PacketSocket {
    /// The size of the kernel's buffer: several runs at once must not lose frames while the thread waits for a
    /// processor.
    private static let receiveBuffer: Int32 = 32 << 20

    struct Frame {
        let bytes: UnsafeRawBufferPointer
        let length: Int
        let nanoseconds: UInt64
        let isOutgoing: Bool
    }

    let descriptor: Int32
    private let interface: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: PacketCapture.longestFrame, alignment: 16
    )

    /// Opens a socket in the network namespace of the calling thread; it sees frames from now on.
    init(interface: String) throws(ManglingError) {
        self.interface = interface
        let number = if_nametoindex(interface)
        descriptor = number == 0 ? -1 : cnetfilterqueue_open_packet_socket(number, Self.receiveBuffer)
        guard descriptor >= 0 else {
            let cause = errno
            // Everything is initialized here, so deinit frees the buffer.
            throw ManglingError(
                cause == EPERM || cause == EACCES ? .privilege : .socket,
                "cannot capture what crosses '\(interface)'; run as root, on a kernel with CONFIG_PACKET, "
                    + "or without --capture",
                cause: cause
            )
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    /// The next frame, without waiting; its bytes are valid until the next call.
    func receive() throws(ManglingError) -> Frame? {
        while true {
            var frame = cnetfilterqueue_frame()
            let count = cnetfilterqueue_receive_frame(descriptor, buffer.baseAddress, UInt(buffer.count), &frame)
            guard count < 0 else {
                return Frame(
                    bytes: UnsafeRawBufferPointer(rebasing: buffer[..<count]), length: frame.length,
                    nanoseconds: frame.nanoseconds, isOutgoing: frame.is_outgoing != 0
                )
            }
            switch errno {
            case EINTR: continue
            // ENETDOWN says once that the link went away, as it does when the node ends.
            case EAGAIN, ENETDOWN: return nil
            case let cause:
                throw ManglingError(.socket, "cannot capture on '\(interface)'; run it without --capture", cause: cause)
            }
        }
    }

    /// How many frames the interface saw, and how many of them the kernel had no room for.
    func statistics() throws(ManglingError) -> (received: Int, dropped: Int) {
        var received: UInt32 = 0
        var dropped: UInt32 = 0
        guard cnetfilterqueue_packet_statistics(descriptor, &received, &dropped) == 0 else {
            throw ManglingError(.socket, "cannot read what the capture on '\(interface)' lost", cause: errno)
        }
        return (Int(received), Int(dropped))
    }
}
