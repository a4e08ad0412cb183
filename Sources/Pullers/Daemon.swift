import Sandboxing
import Synchronization

/// A daemon that can be killed and brought back; the task that runs it belongs to `withPullerSession`.
final class Daemon: Sendable {
    /// One life of the daemon.
    struct Attempt: Sendable {
        let number: Int
        let printed: AsyncThrowingStream<Void, any Error>.Continuation
    }

    private struct State {
        /// Lives begun so far.
        var lives = 0
        var isRunning = false
        /// A signal is on its way that ends the current life, however long the kernel takes over it.
        var isDoomed = false
    }

    let definition: DaemonProgram
    private let starts: AsyncStream<Attempt>.Continuation
    private let isReady: @Sendable () async -> Bool
    private let events: PullerEvents
    private let state = Mutex(State())

    /// How long a daemon may take until it is ready; dockerd gives containerd 15 s alone.
    static let patience = Duration.seconds(60)
    /// How long it may live on after a signal that should end it, or after the kernel has said that it is gone.
    static let dyingPatience = Duration.seconds(10)
    /// How often it is looked at.
    private static let pause = Duration.milliseconds(5)

    /// - Parameter isReady: asks the daemon, which has printed what it prints when it is ready.
    init(
        definition: DaemonProgram, starts: AsyncStream<Attempt>.Continuation, events: PullerEvents,
        isReady: @escaping @Sendable () async -> Bool
    ) {
        self.definition = definition
        self.starts = starts
        self.events = events
        self.isReady = isReady
    }

    var isDoomed: Bool {
        get { state.withLock { $0.isDoomed } }
        set { state.withLock { $0.isDoomed = newValue } }
    }

    /// Starts the daemon unless it runs, and waits until it is ready.
    func ensureRunning(within patience: Duration = Daemon.patience) async throws {
        let (printed, continuation) = AsyncThrowingStream.makeStream(of: Void.self)
        let number: Int? = state.withLock { state in
            if state.isRunning { return nil }
            state.isRunning = true
            state.lives += 1
            return state.lives
        }
        guard let number else { return }
        starts.yield(Attempt(number: number, printed: continuation))
        let name = definition.program.name
        let ended = SandboxError(.notStarted, "\(name) ended before it was ready; see its output")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                var hasPrinted = definition.readyTexts.isEmpty
                if !hasPrinted { for try await _ in printed { hasPrinted = true; break } }
                guard hasPrinted else { throw ended }
                while await !isReady() {
                    guard isAlive(number) else { throw ended }
                    try await Task.sleep(for: Self.pause)
                }
                events.change(name, .ready, nil)
            }
            group.addTask {
                try await Task.sleep(for: patience)
                throw SandboxError(.notStarted, "\(name) was not ready after \(patience); see its output")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Waits until the current life has ended, but no longer than `dyingPatience`.
    ///
    /// - Returns: whether it has ended.
    @discardableResult
    func waitForEnd() async -> Bool {
        let number = state.withLock { $0.lives }
        let end = ContinuousClock.now + Self.dyingPatience
        while isAlive(number) {
            guard ContinuousClock.now < end, !Task.isCancelled else { return false }
            try? await Task.sleep(for: Self.pause)
        }
        return true
    }

    /// Runs one life of the daemon to its end.
    func run(_ attempt: Attempt, in sandbox: Sandbox, watchedBy watch: FailedCallWatch?) async {
        let program = definition.program
        let awaited = Mutex(definition.readyTexts)
        events.change(program.name, .started, nil)
        do {
            let end = try await sandbox.run(program, watchedBy: watch) { [events] line in
                events.line(program.name, line)
                let hasPrintedAll = awaited.withLock { texts in
                    let before = texts.count
                    texts.removeAll(where: line.contains)
                    return texts.isEmpty && before > 0
                }
                if hasPrintedAll { attempt.printed.yield() }
            }
            events.change(program.name, .ended, end.text)
            attempt.printed.finish()
        } catch {
            attempt.printed.finish(throwing: error)
        }
        state.withLock { state in
            state.isRunning = false
            state.isDoomed = false
        }
    }

    private func isAlive(_ number: Int) -> Bool { state.withLock { $0.isRunning && $0.lives == number } }
}
