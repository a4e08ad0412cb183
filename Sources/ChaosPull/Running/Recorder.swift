import Faults
import Glibc
import Judging
import Synchronization

/// The one timeline of a run: everything that happens is appended here with a monotonic time.
package final class Recorder: Sendable {
    fileprivate struct State {
        /// How many events there were, those that are not kept too.
        var count = 0
        /// What is in the timeline for good.
        var entries: [BoundedOutput.Entry] = []
        /// What is kept of the output of each program since it was started, and of its earlier lives.
        var outputs: [String: BoundedOutput] = [:]
        var earlierOutputs: [BoundedOutput] = []
        var lives = 0
        var budget = TimelineBudget()
        var pullStart: ContinuousClock.Instant?
        var problem: String?
    }

    private let state: Mutex<State>
    private let start = ContinuousClock.now
    /// The moment of time 0, in nanoseconds since 1970.
    package let zero: UInt64
    private let listener: @Sendable (Event) -> Void
    private let hearers = Mutex<[@Sendable (Event) -> Void]>([])

    /// - Parameter listener: hears every event as it is recorded, for a live display; of a program that prints very much
    ///   the first lines.
    package convenience init(listener: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.init(limit: .standard, listener: listener)
    }

    /// - Parameter limit: how much is kept.
    init(limit: TimelineBudget.Limit, listener: @escaping @Sendable (Event) -> Void = { _ in }) {
        state = Mutex(State(budget: TimelineBudget(limit: limit)))
        self.listener = listener
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        zero = UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }

    package func record(_ body: Event.Body) { record(body, at: nil) }

    /// - Parameter time: when it happened, where that was before now: it then stands in the list where it belongs.
    package func record(_ body: Event.Body, at time: ContinuousClock.Instant?) {
        let (event, isListed) = state.withLock { state in
            // Read inside the lock, so that the order of the list is the order of the times.
            let now = min(ContinuousClock.now, time ?? .now)
            if case .phase(let phase) = body, phase.phase == .pullStarted { state.pullStart = now }
            let event = Event(time: (now - start).inSeconds, body: body)
            return (event, state.keep(event))
        }
        for hear in hearers.withLock({ $0 }) { hear(event) }
        if isListed { listener(event) }
    }

    /// Has every later event told as it is recorded, on the thread that records it.
    package func add(hearer: @escaping @Sendable (Event) -> Void) { hearers.withLock { $0.append(hearer) } }

    /// Takes why the harness could not do its work; the first reason is kept.
    package func report(_ problem: String) {
        state.withLock { $0.problem = $0.problem ?? problem }
    }

    /// Why the run says nothing about the puller, as far as a part of the harness reported it.
    package var problem: String? { state.withLock { $0.problem } }

    /// In the order of their times; of a program that printed very much the first and the last lines.
    package var events: [Event] { state.withLock { $0.events } }

    /// What was left out of the events, so that they can be kept and read again.
    package var report: TimelineReport { state.withLock { $0.budget.report } }

    /// Since the pull that is judged began; zero before that.
    ///
    /// Triggers count their times from it.
    package var sincePull: Duration {
        state.withLock { $0.pullStart }.map { ContinuousClock.now - $0 } ?? .zero
    }
}

extension Recorder.State {
    /// - Returns: whether the event has its place at once; else it is one of many lines, of which the last are kept.
    fileprivate mutating func keep(_ event: Event) -> Bool {
        guard budget.takes(event.body) else { return false }
        let entry = BoundedOutput.Entry(place: count, event: event)
        count += 1
        switch event.body {
        case .process(let process) where process.change == .started: beginLife(of: process.program)
        case .output(let output):
            var kept = outputs[output.program] ?? BoundedOutput(of: output.program)
            // Taken out meanwhile, so that nothing is copied.
            outputs[output.program] = nil
            defer { outputs[output.program] = kept }
            guard kept.isOfHead(output.line) else {
                kept.keep(entry)
                return false
            }
        default: break
        }
        // Of what happened before now, few events have happened since.
        entries.insert(entry, at: (entries.lastIndex { $0.event.time <= event.time } ?? -1) + 1)
        return true
    }

    /// Each start of a program has an allowance of its own, so that a later pull does not push out what an earlier one
    /// said; after so many starts, which no run needs, lines are counted alone.
    private mutating func beginLife(of program: String) {
        lives += 1
        if let earlier = outputs[program] { earlierOutputs.append(earlier) }
        outputs[program] = BoundedOutput(of: program, limit: lives <= Self.mostLives ? .standard : .zero)
    }

    /// A daemon and four pulls, and each time a daemon is brought back.
    private static let mostLives = 16

    fileprivate var events: [Event] {
        let more = (earlierOutputs + outputs.values).flatMap(\.entries)
        guard !more.isEmpty else { return entries.map(\.event) }
        return (entries + more).sorted { ($0.event.time, $0.place) < ($1.event.time, $1.place) }.map(\.event)
    }
}
