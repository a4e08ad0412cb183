import Synchronization

extension ArmedFault {
    /// Lets the fault change something, if its trigger says so about the next occurrence of a flow.
    ///
    /// What the fault would not change is no occurrence, whether or not it is due.
    ///
    /// - Parameters:
    ///   - length: bytes of the body that the occurrence has; `after-bytes` asks for more than it says.
    ///   - time: the time since the pull began.
    ///   - edit: gives the changed value, or nil if there is nothing to change. It is called with the draw of the
    ///     decision and must have no side effects.
    /// - Returns: the changed value; nil if the fault leaves the occurrence alone.
    package func meet<Value: Sendable>(
        _ flow: FlowKey, length: Int = 0, time: Duration, edit: (inout Draw) -> Value?
    ) -> Value? {
        let isOpen = isOpen
        let stream = Stream(flow: flow, direction: .toNode)
        let (value, decision): (Value?, Decision?) = state.withLock { state in
            guard !state.isLifted else { return (nil, nil) }
            state.matched += 1
            guard isOpen, trigger.afterBytes.map({ length > $0 }) ?? true else { return (nil, nil) }
            let place = state.streams.place(of: stream, hash: hash)
            var next = state.streams[place]
            var (isDue, draw) = peek(&next, stream, time)
            if let times = trigger.times, state.hasFired(times) { isDue = false }
            if isDue { state.due += 1 }
            let drawn = draw
            guard let value = edit(&draw) else { return (nil, nil) }
            state.streams[place] = next
            if isDue { state.fired += 1 }
            var ordinal = next.seen
            if case .replayed(let recording) = decisions {
                ordinal = recording.next(fault: self.ordinal, flow, stream.direction, at: time.inSeconds).ordinal
            }
            return (isDue ? value : nil, Decision(isHit: isDue, ordinal: ordinal, draw: drawn))
        }
        if case .recorded(let record) = decisions, let decision {
            record(self.record(of: decision, in: stream, time: time))
        }
        return value
    }

    /// What will be decided about the next occurrence, which is not counted yet.
    private func peek(
        _ next: inout StreamTable.Progress, _ stream: Stream, _ time: Duration
    ) -> (isHit: Bool, draw: Draw) {
        guard case .replayed(let recording) = decisions else { return step(&next, time: time) }
        next.seen += 1
        let recorded = recording.peek(fault: ordinal, stream.flow, stream.direction)
        return (recorded?.isHit ?? false, recorded?.draw ?? Draw(seed: 0))
    }
}
