import ImageContent
import Sandboxing
import Synchronization

/// Where a session reports what its programs say and do.
package struct PullerEvents: Sendable {
    package enum Change: Sendable, Equatable { case started, ready, unready, ended, killed, outlived }

    package let line: @Sendable (_ program: String, _ line: String) -> Void
    package let change: @Sendable (_ program: String, _ change: Change, _ detail: String?) -> Void

    package init(
        line: @escaping @Sendable (String, String) -> Void,
        change: @escaping @Sendable (String, Change, String?) -> Void
    ) {
        self.line = line
        self.change = change
    }
}

/// A puller at work in a sandbox: its daemon, if it has one, runs for as long as `withPullerSession` does.
package struct PullerSession: Sendable {
    package let puller: any Puller
    package private(set) var request: PullRequest
    package let sandbox: Sandbox
    let events: PullerEvents
    let daemon: Daemon?
    /// Sees the system calls that fail in the command and the daemon; nil if none are watched.
    package let watch: FailedCallWatch?
    /// Who asks for the first pull.
    package let client = PullerClient()

    /// Pulls once; what is still at work at the deadline is ended.
    ///
    /// When it returns, the calls that failed in it have been told.
    ///
    /// - Parameter other: another pull than the session's own.
    package func pull(_ other: PullRequest? = nil, deadline: Duration) async throws -> ProgramEnd {
        let request = other ?? request
        let command = puller.command(for: request).numbered(request.number)
        let words = ([command.executable] + command.arguments).joined(separator: " ")
        events.change(command.name, .started, request.masked(words))
        let pull: @Sendable () async throws -> ProgramEnd = {
            try await puller.pull(request, in: sandbox, deadline: deadline, watchedBy: watch) { line in
                events.line(command.name, line)
            }
        }
        let end = try await puller.isCall && request.number == 1 ? client.run(pull) : pull()
        watch?.drain()
        sandbox.settleCalls()
        events.change(command.name, .ended, end.text)
        return end
    }

    /// Brings the daemon back if it has ended.
    ///
    /// Where a fault may have broken it, one that does not come back is left as it is.
    package func heal() async throws {
        guard await !isDaemonAlive() else { return }
        guard client.isDaemonInDoubt else {
            try await daemon?.ensureRunning()
            return
        }
        do {
            try await daemon?.ensureRunning(within: Self.patienceInDoubt)
        } catch let error as SandboxError where error.code == .notStarted {
            events.change(daemon?.definition.program.name ?? "daemon", .unready, error.message)
        }
    }

    /// How long a daemon may take to be ready that may be broken; healthy ones take less than 2 s.
    private static let patienceInDoubt = Duration.seconds(15)

    /// Whether the daemon is there, or there is none to be.
    ///
    /// The kernel is asked: a client learns of its daemon's end before the harness does.
    package func isDaemonAlive() async -> Bool {
        guard let daemon else { return true }
        if daemon.isDoomed, await daemon.waitForEnd() { return false }
        do {
            try await sandbox.signal(daemon.definition.program, 0)
            return true
        } catch {
            await daemon.waitForEnd()
            return false
        }
    }

    /// A daemon does the pulling, which goes on from one pull to the next.
    package var hasDaemon: Bool { daemon != nil }

    /// The same puller at work, asked for another image.
    package func pulling(_ request: PullRequest) -> PullerSession {
        var other = self
        other.request = request
        return other
    }

    package func stored(truth: ImageTruth) async throws -> StoreReport {
        try await puller.stored(in: sandbox, request, truth: truth)
    }
}

extension ProgramEnd {
    package var text: String {
        let how =
            switch status {
            case .exited(let code): "exit \(code)"
            case .signaled(let number): "signal \(number)"
            }
        return isTimedOut ? how + " at the deadline" : how
    }
}

/// Starts the puller's daemon, if it has one, and runs `body` once it is ready.
///
/// - Parameter watch: sees the system calls that fail in the daemon and in each pull; nil for none.
package func withPullerSession<Value: Sendable>(
    _ puller: any Puller, _ request: PullRequest, in sandbox: Sandbox, events: PullerEvents,
    watchedBy watch: FailedCallWatch? = nil, body: @escaping @Sendable (PullerSession) async throws -> Value
) async throws -> Value {
    guard let definition = puller.daemon(for: request) else {
        return try await body(
            PullerSession(puller: puller, request: request, sandbox: sandbox, events: events, daemon: nil, watch: watch)
        )
    }
    let (starts, continuation) = AsyncStream.makeStream(of: Daemon.Attempt.self)
    let daemon = Daemon(definition: definition, starts: continuation, events: events) {
        await puller.isReady(in: sandbox)
    }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            for await attempt in starts { await daemon.run(attempt, in: sandbox, watchedBy: watch) }
            return nil
        }
        group.addTask {
            try await daemon.ensureRunning()
            return try await body(
                PullerSession(
                    puller: puller, request: request, sandbox: sandbox, events: events, daemon: daemon, watch: watch)
            )
        }
        defer { group.cancelAll() }
        while let value = try await group.next() { if let value { return value } }
        throw CancellationError()
    }
}
