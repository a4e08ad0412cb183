import Sandboxing
import Synchronization

/// A daemon that can be killed and brought back; the task that runs it belongs to `withPullerSession`.
final class Daemon: Sendable {
    /// One life of the daemon.
    struct Attempt: Sendable {
        let ready: AsyncThrowingStream<Void, any Error>.Continuation
        let ended: AsyncStream<Never>.Continuation
    }

    let definition: DaemonProgram
    private let starts: AsyncStream<Attempt>.Continuation
    /// Ends with the current life; nil when there is none.
    private let life = Mutex<AsyncStream<Never>?>(nil)
    /// A signal is on its way that ends the current life, however long the kernel takes over it.
    private let doomed = Mutex(false)

    /// How long a daemon may take until it is ready; dockerd gives containerd 15 s alone.
    private static let patience = Duration.seconds(60)

    init(definition: DaemonProgram, starts: AsyncStream<Attempt>.Continuation) {
        self.definition = definition
        self.starts = starts
    }

    var isDoomed: Bool {
        get { doomed.withLock { $0 } }
        set { doomed.withLock { $0 = newValue } }
    }

    var isRunning: Bool { life.withLock { $0 != nil } }

    /// Starts the daemon unless it runs, and waits until it is ready.
    func ensureRunning() async throws {
        guard !isRunning else { return }
        let (ready, readyContinuation) = AsyncThrowingStream.makeStream(of: Void.self)
        let (ended, endedContinuation) = AsyncStream.makeStream(of: Never.self)
        life.withLock { $0 = ended }
        starts.yield(Attempt(ready: readyContinuation, ended: endedContinuation))
        let name = definition.program.name
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for try await _ in ready { return }
                throw SandboxError(.notStarted, "\(name) ended before it was ready; see its output")
            }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw SandboxError(.notStarted, "\(name) was not ready after \(Self.patience); see its output")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Waits until the daemon is gone, after it was killed.
    func waitForEnd() async {
        guard let ended = life.withLock({ $0 }) else { return }
        for await _ in ended {}
    }

    /// Runs one life of the daemon to its end.
    func run(_ attempt: Attempt, in sandbox: Sandbox, events: PullerEvents, watchedBy watch: FailedCallWatch?) async {
        let program = definition.program
        let awaited = Mutex(definition.readyTexts)
        events.change(program.name, .started, nil)
        do {
            let end = try await sandbox.run(program, watchedBy: watch) { line in
                events.line(program.name, line)
                let isReady = awaited.withLock { texts in
                    let before = texts.count
                    texts.removeAll(where: line.contains)
                    return texts.isEmpty && before > 0
                }
                if isReady {
                    events.change(program.name, .ready, nil)
                    attempt.ready.yield()
                }
            }
            events.change(program.name, .ended, end.text)
            attempt.ready.finish()
        } catch {
            attempt.ready.finish(throwing: error)
        }
        life.withLock { $0 = nil }
        isDoomed = false
        attempt.ended.finish()
    }
}
