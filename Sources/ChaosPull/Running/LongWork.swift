import Dispatch

/// Runs work that blocks its thread for long, outside of the few threads that all tasks share.
///
/// The services answer on those threads, and a delay in a scenario must not grow while another run hashes layers.
func besideServices<Value: Sendable>(_ work: @concurrent @Sendable () async throws -> Value) async rethrows -> Value {
    try await withTaskExecutorPreference(LongWorkExecutor.shared) { try await work() }
}

/// Runs each job on a thread of Dispatch, which makes more threads when all are blocked.
private final class LongWorkExecutor: TaskExecutor {
    static let shared = LongWorkExecutor()

    private let queue = DispatchQueue(label: "chaospull.long-work", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
