import Synchronization

extension ArmedFault {
    /// How much of a connection's packets a fault needs to see, known before it is asked about them.
    package enum Interest: Sendable, Equatable {
        /// Nothing, nor anything later in the same direction.
        case over
        /// Nothing.
        case none
        /// All of them at once, uncut.
        case uncut
        /// Each single packet.
        case single
    }

    /// What it needs of the segments in a run of bytes of a connection.
    ///
    /// - Parameters:
    ///   - starts: where the first segment begins in the byte stream, and the last place where the last one can begin.
    ///   - time: the time since the pull began.
    package func interest(
        in flow: FlowKey, direction: Direction, starts: ClosedRange<Int>, time: Duration
    ) -> Interest {
        state.withLock { state in
            let interest = interest(
                of: state, in: Stream(flow: flow, direction: direction), starts: starts, time: time)
            // Nothing will be decided about these packets, which the match covers.
            if !state.isLifted, interest == .none || interest == .over { noteNotDue() }
            return interest
        }
    }

    func interest(of state: State, in stream: Stream, starts: ClosedRange<Int>, time: Duration) -> Interest {
        guard isOpen else { return .none }
        if isOver(state, stream, seen: state.streams.seen(of: stream), time: time) { return .over }
        let threshold = trigger.afterBytes ?? 0
        guard starts.upperBound >= threshold else { return .none }
        // A run that begins before the threshold has to be cut there.
        guard scope == .uncut, trigger.isBlind, starts.lowerBound >= threshold else { return .single }
        return .uncut
    }

    /// Whether it needs nothing more of a flow in one direction.
    package func isOver(for flow: FlowKey, direction: Direction, time: Duration) -> Bool {
        state.withLock { state in
            let stream = Stream(flow: flow, direction: direction)
            let isOver = isOver(state, stream, seen: state.streams.seen(of: stream), time: time)
            // Its packets may not be seen at all from here on.
            if isOver, !state.isLifted { noteNotDue() }
            return isOver
        }
    }

    /// Whether it is over.
    ///
    /// It is not while a packet may wait to be overtaken by later ones, or while the recording has more.
    func isOver(_ state: State, _ stream: Stream, seen: Int, time: Duration) -> Bool {
        if state.isLifted { return true }
        guard scope != .following else { return false }
        if case .replayed(let recording) = decisions,
            recording.goesOn(after: seen, fault: ordinal, stream.flow, stream.direction)
        {
            return false
        }
        if let times = trigger.times, state.hasFired(times) { return true }
        return trigger.isOver(seen: seen, time: time)
    }

    /// Whether it always has to see each single packet that it matches.
    package var isAlwaysSingle: Bool {
        guard !canEnd, (trigger.afterBytes ?? 0) == 0 else { return false }
        guard trigger.isBlind else { return !canForesee }
        if scope == .uncut { return false }
        // Before its time it spares all packets, afterwards none.
        return trigger.after == nil || !canForesee
    }

}

extension Trigger {
    /// Whether it treats all packets alike, whatever their ordinals.
    var isBlind: Bool {
        first == nil && every == nil && only.isEmpty && probability == nil && burst == nil && times == nil
    }

    var canEnd: Bool { first != nil || !only.isEmpty || times != nil || lasting != nil }

    /// Whether no later occurrence of a flow can meet the conditions that need no random number.
    func isOver(seen: Int, time: Duration) -> Bool {
        if let first, seen >= first { return true }
        if !only.isEmpty, only.allSatisfy({ $0 <= seen }) { return true }
        if let lasting, time >= (after ?? .zero) + lasting { return true }
        return false
    }
}
