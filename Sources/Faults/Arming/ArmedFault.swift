import Synchronization

/// A fault with its match and trigger, ready for one run; the only place where a fault has state.
///
/// Its decision about the n-th occurrence of a flow is a pure function of (seed, ordinal of the fault, flow, direction,
/// n). The exceptions are `after`, `for`, `times` and a fault's allowance, which are about the run as a whole.
package final class ArmedFault: Sendable {
    /// The place in the scenario's list, from 0.
    package let ordinal: Int
    package let fault: any Fault
    package let match: Match
    package let trigger: Trigger
    /// Keeps it shut until an event; nil for a fault that is due from the start.
    package let gate: Gate?
    /// The event at which an act is done.
    package let on: EventMatch?
    /// What it meets, for people: the event that it is done at, or what it matches.
    package var occasion: String { on?.summary ?? match.summary }
    private let seed: UInt64
    let decisions: DecisionSource
    private let memory: PacketMemory
    let scope: PacketScope
    /// Whether it may at some time need nothing more of a connection.
    package let canEnd: Bool
    /// Whether it can look ahead: its decisions depend only on headers, ordinals and the time.
    let canForesee: Bool
    let state: Mutex<State>
    /// Occurrences that its match covers while it could not be due, as before `once` and before `after-bytes`.
    private let notDue = Atomic(0)
    /// Packets that its match covers and that it would not have changed.
    private let unaffected = Atomic(0)
    private let held = Atomic(false)

    struct State {
        var streams = StreamTable()
        /// Occurrences that its match covers.
        var matched = 0
        /// Those of them that its trigger is for.
        var due = 0
        var fired = 0
        /// Those of `fired` before the fault was last armed again, which do not count for `times`.
        var firedBefore = 0
        var isLifted = false
        var bucket: TokenBucket?

        func hasFired(_ times: Int) -> Bool { fired - firedBefore >= times }
    }

    typealias Stream = StreamTable.Stream

    package init(
        _ fault: any Fault, ordinal: Int, match: Match, trigger: Trigger, once: EventMatch? = nil,
        on: EventMatch? = nil, seed: UInt64, decisions: DecisionSource = .drawn
    ) {
        gate = once.map { Gate($0) }
        self.on = on
        self.decisions = decisions
        self.fault = fault
        self.ordinal = ordinal
        self.match = match
        self.trigger = trigger
        self.seed = StableHash.mix(seed &+ StableHash.mix(UInt64(bitPattern: Int64(ordinal)) &+ 0x5eed))
        memory = (fault as? any PacketFault)?.memory ?? .none
        scope = (fault as? any PacketFault)?.scope ?? .single
        canEnd = scope != .following && trigger.canEnd
        canForesee = Self.isForeseeable(fault, decisions)
        var state = State()
        if case .allowance(let perSecond, let burst) = memory {
            state.bucket = TokenBucket(perSecond: perSecond, burst: burst)
        }
        self.state = Mutex(state)
    }

    package var name: String { type(of: fault).name }

    /// It does not meet everything on its plane always.
    package var isConditional: Bool { match != Match() || trigger != Trigger() }

    /// What was decided about one occurrence.
    package struct Decision: Sendable {
        package let isHit: Bool
        /// The place of the occurrence in its flow and direction, among those that match, from 1.
        package let ordinal: Int
        /// Random numbers for the fault itself, such as which bit to flip.
        package var draw: Draw
    }

    /// Counts one matching occurrence and decides about it; nil if it is none: before `once` and `after-bytes`, or after
    /// the fault is lifted.
    ///
    /// - Parameters:
    ///   - bytes: payload bytes that passed earlier in this flow and direction.
    ///   - time: the time since the pull began.
    ///   - untilOver: stop counting once the trigger cannot come true any more, for flows whose later packets may not
    ///     be seen.
    package func decide(
        flow: FlowKey, direction: Direction = .toNode, bytes: Int = 0, time: Duration = .zero, untilOver: Bool = false
    ) -> Decision? {
        guard isOpen else {
            noteNotDue()
            return nil
        }
        switch decisions {
        case .drawn:
            return draw(Stream(flow: flow, direction: direction), bytes, time, untilOver: untilOver)
        case .recorded(let record):
            let stream = Stream(flow: flow, direction: direction)
            guard let decision = draw(stream, bytes, time, untilOver: untilOver) else { return nil }
            record(self.record(of: decision, in: stream, time: time))
            return decision
        case .replayed(let recording):
            return take(Stream(flow: flow, direction: direction), from: recording, bytes, time, untilOver: untilOver)
        }
    }

    func record(of decision: Decision, in stream: Stream, time: Duration) -> DecisionRecord {
        DecisionRecord(
            fault: ordinal, flow: stream.flow.description, direction: stream.direction, ordinal: decision.ordinal,
            isHit: decision.isHit, draw: decision.draw, seconds: time.inSeconds
        )
    }

    private func draw(_ stream: Stream, _ bytes: Int, _ time: Duration, untilOver: Bool) -> Decision? {
        state.withLock { state in
            guard !state.isLifted else { return nil }
            state.matched += 1
            guard bytes >= trigger.afterBytes ?? 0 else { return nil }
            let place = state.streams.place(of: stream, hash: hash)
            var progress = state.streams[place]
            if untilOver, canEnd, isOver(state, stream, seen: progress.seen, time: time) { return nil }
            var (isHit, draw) = step(&progress, time: time)
            if isHit { state.due += 1 }
            if isHit, state.bucket?.take(at: time) == true { isHit = false }
            if let times = trigger.times, state.hasFired(times) { isHit = false }
            if isHit { state.fired += 1 }
            state.streams[place] = progress
            return Decision(isHit: isHit, ordinal: progress.seen, draw: draw)
        }
    }

    /// Advances to the next occurrence of a stream and decides what depends on its ordinal and the time.
    func step(_ progress: inout StreamTable.Progress, time: Duration) -> (isHit: Bool, draw: Draw) {
        progress.seen += 1
        var draw = Draw(seed: StableHash.mix(progress.hash ^ UInt64(bitPattern: Int64(progress.seen))))
        var isHit = trigger.isOpen(ordinal: progress.seen, time: time)
        if let probability = trigger.probability, draw.fraction() >= probability { isHit = false }
        if let burst = trigger.burst {
            let change = draw.fraction()
            progress.isInBurst = progress.isInBurst ? change >= burst.leave : change < burst.enter
            if draw.fraction() >= (progress.isInBurst ? burst.hit : burst.stray) { isHit = false }
        }
        if case .correlation(let share) = memory {
            let step = draw.normal()
            progress.normal = progress.normal.map { share * $0 + (1 - share * share).squareRoot() * step } ?? step
            draw.walk = progress.normal
        }
        return (isHit, draw)
    }

    /// Counts as usual, but takes the decision from the recording.
    private func take(
        _ stream: Stream, from recording: RecordedDecisions, _ bytes: Int, _ time: Duration, untilOver: Bool
    ) -> Decision? {
        state.withLock { state in
            guard !state.isLifted else { return nil }
            state.matched += 1
            guard bytes >= trigger.afterBytes ?? 0 else { return nil }
            let place = state.streams.place(of: stream, hash: hash)
            if untilOver, isOver(state, stream, seen: state.streams[place].seen, time: time) { return nil }
            state.streams[place].seen += 1
            let (isHit, ordinal, draw) = recording.next(
                fault: ordinal, stream.flow, stream.direction, at: time.inSeconds)
            if isHit {
                state.due += 1
                state.fired += 1
            }
            return Decision(isHit: isHit, ordinal: ordinal, draw: draw)
        }
    }

    /// What became of the occurrences that its match covers.
    package struct Counts: Sendable, Equatable {
        /// Those that the match covers.
        package var matched: Int
        /// Those of them that the trigger is for.
        package var due: Int

        package init(matched: Int, due: Int) {
            self.matched = matched
            self.due = due
        }
    }

    package var counts: Counts {
        let (matched, due) = state.withLock { ($0.matched, $0.due) }
        let unaffected = unaffected.load(ordering: .relaxed)
        return Counts(
            matched: matched + unaffected + notDue.load(ordering: .relaxed), due: due + unaffected)
    }

    /// Counts an occurrence that its match covers and about which nothing is decided: it came too early or too late.
    package func noteNotDue() { notDue.add(1, ordering: .relaxed) }

    /// Counts a packet that its match covers and that it would not change, which is no occurrence.
    package func noteUnaffected(bytes: Int, time: Duration) {
        let isDue = isOpen && bytes >= trigger.afterBytes ?? 0 && trigger.isOpen(at: time)
        if isDue { unaffected.add(1, ordering: .relaxed) } else { noteNotDue() }
    }

    /// How often it fired.
    package var fired: Int { state.withLock { $0.fired } }

    /// Counts a firing without a decision: of a fault that was in force from the start.
    package func countFiring() { state.withLock { $0.fired += 1 } }

    /// Takes back a firing that had no effect: an act that could not be done.
    package func retractFiring() { state.withLock { $0.fired -= 1 } }

    /// Ends the fault for the rest of the run, for the follow-up pulls.
    package func lift() { state.withLock { $0.isLifted = true } }

    /// Arms a lifted fault again, as if nothing had happened yet; what was counted stays counted.
    package func restore() {
        state.withLock { state in
            state.isLifted = false
            state.firedBefore = state.fired
            state.streams = StreamTable()
        }
    }

    package var isLifted: Bool { state.withLock { $0.isLifted } }

    /// Keeps the fault out of what comes before the pull, such as that of a base image, until `release`.
    package func hold() { held.store(true, ordering: .relaxed) }

    /// Lets the fault be due from now on.
    package func release() { held.store(false, ordering: .relaxed) }

    package var isHeld: Bool { held.load(ordering: .relaxed) }

    func hash(of stream: Stream) -> UInt64 {
        StableHash.mix((seed ^ stream.flow.stableHash) &+ (stream.direction == .toNode ? 0 : 0x0f0f_f0f0))
    }
}

extension Trigger {
    /// The conditions that are about the time.
    fileprivate func isOpen(at time: Duration) -> Bool {
        if let after, time < after { return false }
        if let lasting, time >= (after ?? .zero) + lasting { return false }
        return true
    }

    /// The conditions that need no random number.
    fileprivate func isOpen(ordinal: Int, time: Duration) -> Bool {
        if let first, ordinal > first { return false }
        if let every, ordinal % every != 0 { return false }
        if !only.isEmpty, !only.contains(ordinal) { return false }
        return isOpen(at: time)
    }
}
