import CNamespaces
import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

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
    let thread = try await NamespaceThread.start(path) { executor.serve() }
    let result: Result<Value, any Error>
    do { result = .success(try await body(executor)) } catch { result = .failure(error) }
    executor.stop()
    guard await thread.join() else {
        throw SandboxError(
            .refused, "the thread in the network namespace \(path) did not end within \(NamespaceThread.patience)")
    }
    return try result.get()
}

/// A thread that entered a network namespace, and ends with its work.
struct NamespaceThread {
    private let ended: AsyncStream<Never>

    /// Starts the thread; throws if it cannot enter the namespace.
    static func start(_ path: String, work: @escaping @Sendable () -> Void) async throws -> NamespaceThread {
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        let problem: Int32 = await withCheckedContinuation { continuation in
            let start = Start {
                let problem = chaospull_enter_network_namespace(path)
                continuation.resume(returning: problem)
                if problem == 0 { work() }
                end.finish()
            }
            var thread = pthread_t()
            let context = Unmanaged.passRetained(start)
            let failure = pthread_create(
                &thread, nil,
                { raw in
                    guard let raw else { return nil }
                    Unmanaged<Start>.fromOpaque(raw).takeRetainedValue().run()
                    return nil
                }, context.toOpaque())
            if failure == 0 {
                pthread_detach(thread)
            } else {
                context.release()
                continuation.resume(returning: failure)
            }
        }
        guard problem == 0 else {
            throw SandboxError(
                .refused, "network namespace \(path) could not be entered: \(String(cString: strerror(problem)))")
        }
        return NamespaceThread(ended: ended)
    }

    /// How long its work may take over its end; a job makes a socket and waits for nothing.
    static let patience = Duration.seconds(10)

    /// Waits for the end of the thread, but no longer than `patience`.
    ///
    /// - Returns: whether it has ended.
    func join() async -> Bool {
        // Detached from cancellation: a cancelled run must not close what its thread still uses.
        await Task {
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
    }

    private final class Start: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
