import Glibc

/// A plain thread with all signals blocked, for work that waits in system calls.
///
/// Swift's tasks and Dispatch share their threads, and what waits there keeps others waiting.
package struct PlainThread: Sendable {
    private let thread: pthread_t

    private final class Start: Sendable {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    /// Starts the thread.
    ///
    /// - Throws: the errno of pthread_create(3).
    package init(_ work: @escaping @Sendable () -> Void) throws(ThreadProblem) {
        let start = Unmanaged.passRetained(Start(work))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Its work may recurse; pages are allocated only when touched.
        pthread_attr_setstacksize(&attributes, 8 << 20)
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
            throw ThreadProblem(cause: cause)
        }
        self.thread = thread
    }

    /// Lets nobody wait for its end; then what it holds goes by itself.
    package func detach() { pthread_detach(thread) }

    /// Waits for the thread's end; blocks, so call it only when the end is near.
    package func join() { pthread_join(thread, nil) }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().work()
        return nil
    }
}

/// The system has no thread left.
package struct ThreadProblem: Error {
    /// The errno of pthread_create(3).
    package let cause: Int32
}
