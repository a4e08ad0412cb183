import Synchronization

/// Keeps a fault shut until an event has happened (`once`); then it stays open.
package final class Gate: Sendable {
    /// What opens it.
    package let event: EventMatch
    private let state = Mutex(State())

    private struct State {
        var isOpen = false
        var waiters: [AsyncStream<Never>.Continuation] = []
    }

    package init(_ event: EventMatch) { self.event = event }

    package var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Opens it if this is the event that it waits for.
    package func hear(_ event: Event.Body) {
        guard !isOpen, self.event.covers(event) else { return }
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
    }

    /// Waits until it is open, or until the task is cancelled.
    package func wait() async throws {
        let (opened, waiter) = AsyncStream.makeStream(of: Never.self)
        let isOpen = state.withLock { state in
            if !state.isOpen { state.waiters.append(waiter) }
            return state.isOpen
        }
        if isOpen { return }
        for await _ in opened {}
        try Task.checkCancellation()
    }
}

extension ArmedFault {
    /// Nothing keeps it from being due: it is not held, and has no gate or what that waits for has happened.
    package var isOpen: Bool { !isHeld && gate?.isOpen ?? true }

    /// Waits until it is open.
    package func waitUntilOpen() async throws { try await gate?.wait() }
}
