import Synchronization

/// The decisions of an earlier run, looked up by fault, flow, direction and ordinal.
///
/// It counts occurrences, so that it can say where the traffic diverged from the recording.
package final class RecordedDecisions: Sendable {
    /// One direction of one flow for one fault, by the flow's text.
    private struct Place: Hashable {
        let fault: Int
        let flow: String
        let direction: Direction
    }

    /// The same with the `FlowKey`, so that no text is made for packets of a known stream.
    private struct Stream: Hashable {
        let fault: Int
        let flow: FlowKey
        let direction: Direction
    }

    private struct Progress {
        let place: Place
        let decisions: [Int: DecisionRecord]
        /// The greatest recorded ordinal.
        let last: Int
        var came = 0
        var applied = 0
        /// The first occurrence that was not recorded.
        var firstUnknown: (ordinal: Int, seconds: Double)?

        init(place: Place, decisions: [Int: DecisionRecord]) {
            self.place = place
            self.decisions = decisions
            last = decisions.keys.max() ?? 0
        }
    }

    private let recorded: [Place: [Int: DecisionRecord]]
    private let count: Int
    private let streams = Mutex<[Stream: Progress]>([:])

    /// - Parameter decisions: in any order; if several are about one occurrence, the first counts.
    package init(_ decisions: some Sequence<DecisionRecord>) {
        var recorded: [Place: [Int: DecisionRecord]] = [:]
        for decision in decisions {
            let place = Place(fault: decision.fault, flow: decision.flow, direction: decision.direction)
            if recorded[place]?[decision.ordinal] == nil {
                recorded[place, default: [:]][decision.ordinal] = decision
            }
        }
        self.recorded = recorded
        count = recorded.values.reduce(0) { $0 + $1.count }
    }

    /// Counts one occurrence and returns the recorded decision; what was not recorded is not hit.
    func next(
        fault: Int, _ flow: FlowKey, _ direction: Direction, at seconds: Double
    ) -> (isHit: Bool, ordinal: Int, draw: Draw) {
        streams.withLock { streams in
            let stream = Stream(fault: fault, flow: flow, direction: direction)
            var progress = streams.removeValue(forKey: stream) ?? fresh(stream)
            progress.came += 1
            defer { streams[stream] = progress }
            guard let decision = progress.decisions[progress.came] else {
                if progress.firstUnknown == nil { progress.firstUnknown = (progress.came, seconds) }
                return (false, progress.came, Draw(seed: 0))
            }
            progress.applied += 1
            return (decision.isHit, progress.came, decision.draw)
        }
    }

    /// What was recorded about the next occurrence, which is not counted yet; nil if nothing was.
    func peek(fault: Int, _ flow: FlowKey, _ direction: Direction) -> DecisionRecord? {
        streams.withLock { streams in
            let stream = Stream(fault: fault, flow: flow, direction: direction)
            let progress = streams[stream] ?? fresh(stream)
            return progress.decisions[progress.came + 1]
        }
    }

    /// Whether a decision about an occurrence after the n-th was recorded.
    func goesOn(after count: Int, fault: Int, _ flow: FlowKey, _ direction: Direction) -> Bool {
        streams.withLock { streams in
            let stream = Stream(fault: fault, flow: flow, direction: direction)
            return (streams[stream] ?? fresh(stream)).last > count
        }
    }

    private func fresh(_ stream: Stream) -> Progress {
        let place = Place(fault: stream.fault, flow: stream.flow.description, direction: stream.direction)
        return Progress(place: place, decisions: recorded[place] ?? [:])
    }

    /// What was applied so far, and where the traffic diverged.
    ///
    /// - Parameter names: the names of the scenario's faults, in order.
    package func report(naming names: [String]) -> ReplayReport {
        let seen = streams.withLock { Array($0.values) }
        let unseen = Set(recorded.keys).subtracting(seen.map(\.place))
        let all = seen + unseen.map { Progress(place: $0, decisions: recorded[$0] ?? [:]) }
        let applied = all.reduce(0) { $0 + $1.applied }
        let first = all.flatMap { Self.divergences(of: $0, names) }.min { $0.precedes($1) }
        return ReplayReport(
            recorded: count, applied: applied, notRecorded: all.reduce(0) { $0 + $1.came - $1.applied },
            neverCame: count - applied, first: first
        )
    }

    /// The first occurrence of a stream that was not recorded, and the first recorded one that never came.
    private static func divergences(of progress: Progress, _ names: [String]) -> [ReplayReport.Divergence] {
        func divergence(_ ordinal: Int, _ seconds: Double, recordedAs isHit: Bool?) -> ReplayReport.Divergence {
            let place = progress.place
            return ReplayReport.Divergence(
                fault: place.fault, name: names.indices.contains(place.fault) ? names[place.fault] : "?",
                flow: place.flow, direction: place.direction, ordinal: ordinal, seconds: seconds, recordedAsHit: isHit,
                recorded: progress.decisions.count, came: progress.came
            )
        }
        let missing = progress.decisions.values.filter { $0.ordinal > progress.came }.min { $0.ordinal < $1.ordinal }
        return [
            progress.firstUnknown.map { divergence($0.ordinal, $0.seconds, recordedAs: nil) },
            missing.map { divergence($0.ordinal, $0.seconds, recordedAs: $0.isHit) },
        ].compactMap(\.self)
    }
}
