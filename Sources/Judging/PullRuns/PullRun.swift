import Faults

/// One run of one scenario with one puller: the verdict, and everything that was seen.
public struct PullRun: Sendable, Equatable {
    /// The verdict of the scenario and what it rests on.
    public let result: RunResult
    /// How the pulls ended and what the puller's store held.
    public let observations: Observations
    /// Everything that happened, in order; `story` is a short form of it.
    public let timeline: [Event]

    package init(result: RunResult, observations: Observations, timeline: [Event]) {
        self.result = result
        self.observations = observations
        self.timeline = timeline
    }

    /// How the pull that is judged ended; nil when the harness broke.
    public var outcome: Outcome? { result.outcome }

    /// How long the pull that is judged took; zero when the harness broke.
    public var duration: Duration { .milliseconds(Int((result.seconds.clampedSeconds * 1000).rounded())) }

    /// Why the run says nothing about the puller, or nil: nothing ran, the harness broke, or a fault met nothing.
    public var emptiness: String? {
        if result.status == .broken { return "the harness broke: \(result.why)" }
        if result.status == .skipped { return "nothing ran: \(result.why)" }
        guard let (number, fault) = observations.faults.enumerated().first(where: { $1.fired <= 0 }) else { return nil }
        return fault.silence(at: number)
    }

    /// From the start to the end of the pull that is judged.
    package var judged: ArraySlice<Event> {
        let start = timeline.firstIndex { $0.isPhase(.pullStarted) } ?? timeline.endIndex
        let end = timeline[start...].firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        return timeline[start..<end]
    }
}
