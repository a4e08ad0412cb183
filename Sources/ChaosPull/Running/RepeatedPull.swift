import Faults
import Pullers
import Sandboxing
import Scenarios

/// The pull that is judged: one, or as many as somebody would ask for until the image is there.
struct RepeatedPull: Sendable {
    private let request: PullRequest?
    private let again: PullSettings.Again
    private let recorder: Recorder

    /// - Parameter request: another pull than the session's own; nil for that.
    init(of request: PullRequest?, again: PullSettings.Again, recorder: Recorder) {
        self.request = request
        self.again = again
        self.recorder = recorder
    }

    /// Pulls until it works or the deadline comes, which is for all pulls and waits together.
    ///
    /// - Returns: how the last pull ended, with the time of all; and how many there were, nil without repetition.
    func run(in session: PullerSession, deadline: Duration) async throws -> (end: ProgramEnd, tries: Int?) {
        let start = ContinuousClock.now
        var end = try await session.pull(request, deadline: deadline)
        guard again == .kubelet else { return (end, nil) }
        var tries = 1
        while !end.isSuccess, !end.isTimedOut {
            let delay = KubeletBackOff.delay(after: tries)
            guard ContinuousClock.now + delay < start + deadline else { break }
            recorder.record(.phase(Phase(.waiting, pull: tries)))
            try await Task.sleep(for: delay)
            tries += 1
            recorder.record(.phase(Phase(.pullAgain, pull: tries)))
            try await session.heal()
            let before = end
            end = try await session.pull(request, deadline: start + deadline - ContinuousClock.now)
            end.peakMemory = [before.peakMemory, end.peakMemory].compactMap(\.self).max()
            end.processorTime = [before.processorTime, end.processorTime].compactMap(\.self)
                .reduce(nil) { ($0 ?? .zero) + $1 }
        }
        return (
            ProgramEnd(
                status: end.status, isTimedOut: end.isTimedOut, duration: ContinuousClock.now - start,
                peakMemory: end.peakMemory, processorTime: end.processorTime), tries
        )
    }
}
