#if canImport(Glibc)
import Glibc
#endif

/// A thread for work that waits in the kernel, so that no task of Swift and nothing of Dispatch is kept busy.
enum PlainThread {
    private final class Start: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    /// Starts it with all signals blocked; nobody waits for its end.
    static func start(_ work: @escaping @Sendable () -> Void) throws(SandboxError) {
        let start = Unmanaged.passRetained(Start(work))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // A thread inherits the mask, so there is no moment at which it could get a signal.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        var thread = pthread_t()
        let cause = pthread_create(&thread, &attributes, main, start.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard cause == 0 else {
            start.release()
            throw SandboxError(.refused, "a thread was refused: \(String(cString: strerror(cause))); raise ulimit -u")
        }
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().work()
        return nil
    }
}
