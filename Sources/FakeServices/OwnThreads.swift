import NIOCore
import NIOPosix

/// Threads of their own for some tasks, which no other task can keep busy.
///
/// Swift's tasks share as many threads as there are processors, and on Linux they share these with Dispatch. Work that
/// computes for seconds, in two places at once, keeps every other task waiting: the services too, and a puller would
/// give up a handshake that only the harness delays.
package final class OwnThreads: TaskExecutor {
    private let pool: NIOThreadPool

    /// Makes the threads, which stay until the program ends.
    ///
    /// - Parameter count: how many, 1 or more.
    package init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: max(1, count))
        pool.start()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Those of the services of all runs.
    static let ofServices = OwnThreads(count: max(2, System.coreCount))

    /// Those of what computes for long: as many as there are runs at once, unless the user asks for more.
    package static let ofLongWork = OwnThreads(count: 4 * System.coreCount)
}
