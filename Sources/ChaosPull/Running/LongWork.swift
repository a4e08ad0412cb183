import Dispatch

/// Does work that holds its thread for long beside the threads that all tasks share, as many as there are processors.
///
/// Services answer on those, and a delay in a scenario must not grow by the time that another run takes to hash layers.
func besideServices<Value: Sendable>(_ work: @concurrent @Sendable () async throws -> Value) async rethrows -> Value {
    try await withTaskExecutorPreference(LongWorkExecutor.shared) { try await work() }
}

/// Runs each job on a thread of Dispatch, which makes more of them when those it has are held.
private final class LongWorkExecutor: TaskExecutor {
    static let shared = LongWorkExecutor()

    private let queue = DispatchQueue(label: "chaospull.long-work", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
