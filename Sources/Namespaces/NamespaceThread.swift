import CNamespaces
import Glibc

/// A plain thread that enters a network namespace and stays there; the rest of the process does not move.
///
/// A network namespace belongs to a thread, so code that may switch threads at an `await` cannot be in one.
package struct NamespaceThread: Sendable {
    private let thread: pthread_t

    private final class Start: Sendable {
        let path: String
        let work: @Sendable (NamespaceProblem?) -> Void

        init(_ path: String, _ work: @escaping @Sendable (NamespaceProblem?) -> Void) {
            self.path = path
            self.work = work
        }
    }

    /// Starts a thread with all signals blocked.
    ///
    /// - Parameters:
    ///   - path: a file that stands for the namespace, as in `/proc/1234/ns/net`.
    ///   - work: runs on the thread, in the namespace unless it gets a problem.
    package init(
        in path: String, work: @escaping @Sendable (NamespaceProblem?) -> Void
    ) throws(NamespaceProblem) {
        let start = Unmanaged.passRetained(Start(path, work))
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
            throw .noThread(cause: cause)
        }
        self.thread = thread
    }

    /// Waits for the thread's end; blocks, so call it only when the end is near.
    package func join() { pthread_join(thread, nil) }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        let cause = chaospull_enter_network_namespace(start.path)
        start.work(cause == 0 ? nil : .notEntered(start.path, cause: cause))
        return nil
    }
}
