import Faults
import Synchronization

/// The last events of a world, by number.
final class LiveEvents: Sendable {
    /// One of them.
    struct Entry: Sendable {
        /// From 0, in the order in which they were recorded.
        let number: Int
        let event: Event
    }

    /// How many are kept; a pull has a few hundred.
    static let most = 10_000

    private struct State {
        var kept: [Event] = []
        /// The number of the first that is kept.
        var first = 0
    }

    private let state = Mutex(State())

    init() {}

    func note(_ event: Event) {
        state.withLock { state in
            state.kept.append(event)
            // Half of them at a time, so that few are moved.
            if state.kept.count > 2 * Self.most {
                state.kept.removeFirst(Self.most)
                state.first += Self.most
            }
        }
    }

    /// The number that the next event gets.
    var next: Int { state.withLock { $0.first + $0.kept.count } }

    /// Those from a number on, the oldest first.
    ///
    /// - Returns: also how many of them were not kept.
    func entries(from number: Int, limit: Int) -> (entries: [Entry], lost: Int) {
        state.withLock { state in
            let start = max(number, state.first)
            guard start < state.first + state.kept.count else { return ([], 0) }
            let events = state.kept[(start - state.first)...].prefix(max(0, limit))
            return (
                zip(start..., events).map { Entry(number: $0, event: $1) }, max(0, start - max(0, number))
            )
        }
    }
}
