import Sandboxing
import Synchronization

/// Who asks for the first pull of a session: a command, or a call of the harness, as in CRI, that can be ended like one.
package final class PullerClient: Sendable {
    private struct State {
        var task: Task<ProgramEnd, any Error>?
        /// The signal that a command would have got.
        var signal: Int32?
        /// A fault may keep the daemon from starting.
        var isDaemonInDoubt = false
    }

    private let state = Mutex(State())

    /// Runs a pull that `interrupt` can end.
    func run(_ pull: @escaping @Sendable () async throws -> ProgramEnd) async throws -> ProgramEnd {
        let start = ContinuousClock.now
        let task = Task { try await pull() }
        state.withLock { state in
            state.task = task
            state.signal = nil
        }
        defer { state.withLock { $0.task = nil } }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch is CancellationError {
            try Task.checkCancellation()
            guard let signal = state.withLock(\.signal) else { throw CancellationError() }
            return ProgramEnd(status: .signaled(signal), duration: ContinuousClock.now - start)
        }
    }

    /// Whether the caller of this call, or the command in its place, was ended on purpose.
    package var wasEnded: Bool { state.withLock { $0.signal != nil } }

    /// Notes that the command in its place was ended.
    func note(signal: Int32) { state.withLock { $0.signal = signal } }

    /// Whether a fault may keep the daemon from starting.
    var isDaemonInDoubt: Bool { state.withLock(\.isDaemonInDoubt) }

    func noteDoubt() { state.withLock { $0.isDaemonInDoubt = true } }

    /// Gives the call up, as the end of its caller by a signal would.
    ///
    /// - Returns: false if there is none.
    func interrupt(by signal: Int32) -> Bool {
        state.withLock { state in
            guard let task = state.task else { return false }
            state.signal = signal
            task.cancel()
            return true
        }
    }
}
