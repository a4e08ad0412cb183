import Faults
import Glibc
import Synchronization

/// The one timeline of a run: everything that happens is appended here with a monotonic time.
package final class Recorder: Sendable {
    private struct State {
        var events: [Event] = []
        var pullStart: ContinuousClock.Instant?
        var problem: String?
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now
    /// The moment of time 0, in nanoseconds since 1970.
    package let zero: UInt64
    private let listener: @Sendable (Event) -> Void
    private let hearers = Mutex<[@Sendable (Event.Body) -> Void]>([])

    /// - Parameter listener: hears every event as it is recorded, for a live display.
    package init(listener: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.listener = listener
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        zero = UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }

    package func record(_ body: Event.Body) { record(body, at: nil) }

    /// - Parameter time: when it happened, where that was before now: it then stands in the list where it belongs.
    package func record(_ body: Event.Body, at time: ContinuousClock.Instant?) {
        let event = state.withLock { state in
            // Read inside the lock, so that the order of the list is the order of the times.
            let now = min(ContinuousClock.now, time ?? .now)
            if case .phase(let phase) = body, phase.phase == .pullStarted { state.pullStart = now }
            let event = Event(time: (now - start).inSeconds, body: body)
            let place = (state.events.lastIndex { $0.time <= event.time } ?? -1) + 1
            state.events.insert(event, at: place)
            return event
        }
        for hear in hearers.withLock({ $0 }) { hear(body) }
        listener(event)
    }

    /// Has every later event told as it is recorded, on the thread that records it.
    package func add(hearer: @escaping @Sendable (Event.Body) -> Void) { hearers.withLock { $0.append(hearer) } }

    /// Takes why the harness could not do its work; the first reason is kept.
    package func report(_ problem: String) {
        state.withLock { $0.problem = $0.problem ?? problem }
    }

    /// Why the run says nothing about the puller, as far as a part of the harness reported it.
    package var problem: String? { state.withLock { $0.problem } }

    package var events: [Event] { state.withLock { $0.events } }

    /// Since the pull that is judged began; zero before that.
    ///
    /// Triggers count their times from it.
    package var sincePull: Duration {
        state.withLock { $0.pullStart }.map { ContinuousClock.now - $0 } ?? .zero
    }
}
