import CNetfilterQueue
import Glibc

/// A file descriptor that ends the wait of another thread (eventfd(2)).
final class Wakeup: Sendable {
    let descriptor: Int32

    init() throws(ManglingError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else {
            throw ManglingError(.socket, "cannot make an eventfd; raise ulimit -n", cause: errno)
        }
    }

    deinit { close(descriptor) }

    /// Wakes the waiting thread, or the next one to wait.
    func signal() {
        var one: UInt64 = 1
        // It can only fail if it has been signalled already, which is just as good.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }
}
