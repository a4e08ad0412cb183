import Dispatch
import Namespaces
import Synchronization

/// A task executor with one thread in a network namespace: sockets that its tasks make belong to that namespace.
package final class NamespaceExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// Wakes the thread; it counts, so no wake-up is lost.
    private let wakeUp = DispatchSemaphore(value: 0)

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        wake()
    }

    fileprivate func stop() {
        state.withLock { $0.isStopped = true }
        wake()
    }

    private func wake() { wakeUp.signal() }

    /// Runs jobs until the executor is stopped and none is left.
    fileprivate func serve() {
        while true {
            let (jobs, isStopped) = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                return (jobs, state.isStopped)
            }
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
            if jobs.isEmpty {
                if isStopped { return }
                wakeUp.wait()
            }
        }
    }
}

/// Gives `body` an executor in the network namespace at `path`; its thread ends with `body`.
package func withNamespaceExecutor<Value>(
    _ path: String, body: (NamespaceExecutor) async throws -> Value
) async throws -> Value {
    let executor = NamespaceExecutor()
    let thread = try await ExecutorThread.start(path) { executor.serve() }
    let result: Result<Value, any Error>
    do { result = .success(try await body(executor)) } catch { result = .failure(error) }
    executor.stop()
    guard await thread.join() else {
        throw SandboxError(
            .refused, "the thread in the network namespace \(path) did not end within \(ExecutorThread.patience)")
    }
    return try result.get()
}

/// The thread of an executor, in its network namespace.
private struct ExecutorThread {
    private let thread: NamespaceThread
    private let ended: AsyncStream<Never>

    /// How long its work may take over its end; a job makes a socket and waits for nothing.
    static let patience = Duration.seconds(10)

    /// Starts the thread; throws if it cannot enter the namespace.
    static func start(_ path: String, work: @escaping @Sendable () -> Void) async throws -> ExecutorThread {
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        var thread: NamespaceThread?
        let problem: NamespaceProblem? = await withCheckedContinuation { continuation in
            do throws(NamespaceProblem) {
                thread = try NamespaceThread(in: path) { problem in
                    continuation.resume(returning: problem)
                    if problem == nil { work() }
                    end.finish()
                }
            } catch { continuation.resume(returning: error) }
        }
        if let problem {
            thread?.join()
            throw SandboxError(.refused, problem.description)
        }
        guard let thread else { throw SandboxError(.refused, "no thread in the network namespace \(path)") }
        return ExecutorThread(thread: thread, ended: ended)
    }

    /// Waits for the end of the thread, but no longer than `patience`.
    ///
    /// - Returns: whether it has ended.
    func join() async -> Bool {
        // Detached from cancellation: a cancelled run must not close what its thread still uses.
        let hasEnded = await Task {
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    for await _ in ended {}
                    return true
                }
                group.addTask {
                    try? await Task.sleep(for: Self.patience)
                    return false
                }
                defer { group.cancelAll() }
                return await group.next() ?? false
            }
        }.value
        // Its work is over, so this takes no time.
        if hasEnded { thread.join() }
        return hasEnded
    }
}
