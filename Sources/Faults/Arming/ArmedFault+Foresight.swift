import Synchronization

extension ArmedFault {
    /// What the fault will decide about the next occurrences of a flow, which are not counted yet.
    package enum Foresight: Sendable {
        /// They are no occurrences: they come before `after-bytes`, or the fault is over.
        case nothing
        /// It spares them all.
        case spared(SparedRun)
        /// It hits one of them, or cannot know without counting.
        case unknown
    }

    /// Consecutive occurrences of a flow that are all spared.
    package struct SparedRun: Sendable {
        /// Their ordinals.
        package var ordinals: Range<Int> { before.seen + 1..<after.seen + 1 }
        fileprivate let place: Int
        fileprivate let before: StreamTable.Progress
        fileprivate let after: StreamTable.Progress
    }

    /// Whether a fault's decision about a packet depends only on its headers, its ordinal and the time.
    ///
    /// Looking ahead would use up an allowance or a recording, and a packet that waits to be overtaken has to see later
    /// ones.
    static func isForeseeable(_ fault: any Fault, _ decisions: DecisionSource) -> Bool {
        guard let fault = fault as? any PacketFault, fault.sparingExtent == .head, fault.scope != .following else {
            return false
        }
        if case .allowance = fault.memory { return false }
        if case .replayed = decisions { return false }
        return true
    }

    /// Looks ahead at the next `count` occurrences, with the same random numbers that `decide` would draw for them.
    ///
    /// - Parameters:
    ///   - starts: where the first segment begins in the byte stream, and the last place where the last one can begin.
    ///   - time: the time since the pull began.
    package func foresee(
        _ count: Int, in flow: FlowKey, direction: Direction, starts: ClosedRange<Int>, time: Duration
    ) -> Foresight {
        state.withLock { state in
            let stream = Stream(flow: flow, direction: direction)
            switch interest(of: state, in: stream, starts: starts, time: time) {
            case .over, .none: return .nothing
            case .uncut, .single: break
            }
            guard canForesee, starts.lowerBound >= trigger.afterBytes ?? 0 else { return .unknown }
            let place = state.streams.place(of: stream, hash: hash)
            let before = state.streams[place]
            var after = before
            for _ in 0..<count {
                if canEnd, isOver(state, stream, seen: after.seen, time: time) { break }
                if step(&after, time: time).isHit { return .unknown }
            }
            return .spared(SparedRun(place: place, before: before, after: after))
        }
    }

    /// Counts what `foresee` spared; call it before anything else is decided about the flow.
    package func count(_ run: SparedRun, in flow: FlowKey, direction: Direction, time: Duration) {
        state.withLock { state in
            state.streams[run.place] = run.after
            state.matched += run.ordinals.count
        }
        guard case .recorded(let record) = decisions else { return }
        var progress = run.before
        for ordinal in run.ordinals {
            let (isHit, draw) = step(&progress, time: time)
            let decision = Decision(isHit: isHit, ordinal: ordinal, draw: draw)
            record(self.record(of: decision, in: Stream(flow: flow, direction: direction), time: time))
        }
    }
}
