import CNetfilterQueue
import Glibc

/// A plain thread that enters a network namespace and stays there; the rest of the process does not move.
///
/// A network namespace belongs to a thread, so code that may switch threads at an `await` cannot be in one.
struct NamespaceThread: Sendable {
    private let thread: pthread_t

    private final class Start: Sendable {
        let path: String
        let work: @Sendable (ManglingError?) -> Void

        init(_ path: String, _ work: @escaping @Sendable (ManglingError?) -> Void) {
            self.path = path
            self.work = work
        }
    }

    /// Starts a thread with all signals blocked.
    ///
    /// - Parameters:
    ///   - path: a file that stands for the namespace, as in `/proc/1234/ns/net`.
    ///   - work: runs on the thread, in the namespace unless it gets an error.
    init(in path: String, work: @escaping @Sendable (ManglingError?) -> Void) throws(ManglingError) {
        let start = Unmanaged.passRetained(Start(path, work))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Faults may recurse; pages are allocated only when touched.
        pthread_attr_setstacksize(&attributes, 4 << 20)
        // A thread inherits the mask, so there is no moment at which it could get a signal.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        var thread = pthread_t()
        let cause = pthread_create(&thread, &attributes, Self.main, start.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard cause == 0 else {
            start.release()
            throw ManglingError(.thread, "cannot start a thread; raise ulimit -u", cause: cause)
        }
        self.thread = thread
    }

    /// Waits for the thread's end; blocks, so call it only when the end is near.
    func join() { pthread_join(thread, nil) }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.work(enter(start.path))
        return nil
    }

    private static func enter(_ path: String) -> ManglingError? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            return ManglingError(
                .namespace, "cannot open network namespace '\(path)'; check that its sandbox is alive", cause: errno
            )
        }
        defer { close(descriptor) }
        guard cnetfilterqueue_enter_network_namespace(descriptor) == 0 else {
            return ManglingError(
                .namespace, "cannot enter network namespace '\(path)'; run as root or in its user namespace",
                cause: errno
            )
        }
        return nil
    }
}
