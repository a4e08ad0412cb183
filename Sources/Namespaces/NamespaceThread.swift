import CNamespaces

/// A plain thread that enters a network namespace and stays there; the rest of the process does not move.
///
/// A network namespace belongs to a thread, so code that may switch threads at an `await` cannot be in one.
package struct NamespaceThread: Sendable {
    private let thread: PlainThread

    /// Starts a thread with all signals blocked.
    ///
    /// - Parameters:
    ///   - path: a file that stands for the namespace, as in `/proc/1234/ns/net`.
    ///   - work: runs on the thread, in the namespace unless it gets a problem.
    package init(
        in path: String, work: @escaping @Sendable (NamespaceProblem?) -> Void
    ) throws(NamespaceProblem) {
        do {
            thread = try PlainThread {
                let cause = chaospull_enter_network_namespace(path)
                work(cause == 0 ? nil : .notEntered(path, cause: cause))
            }
        } catch {
            throw .noThread(cause: error.cause)
        }
    }

    /// Waits for the thread's end; blocks, so call it only when the end is near.
    package func join() { thread.join() }
}
