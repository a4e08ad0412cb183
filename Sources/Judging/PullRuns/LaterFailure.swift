import Faults

/// How a pull failed once the faults were over: what they have damaged may show only there.
public struct LaterFailure: Sendable, Equatable {
    /// What the puller printed.
    public let error: String
    /// How long the pull took, in seconds.
    public let seconds: Double

    package init(error: String, seconds: Double) {
        self.error = error
        self.seconds = seconds
    }
}

extension PullRun {
    /// How the last later pull failed; nil if it worked, printed no error, or there was none.
    public var laterFailure: LaterFailure? {
        guard let last = observations.followUps.last, !last.isSuccess else { return nil }
        let number = observations.followUps.count
        let events = timeline.drop { !$0.isPhase(.followUpStarted, pull: number) }
        let command = events.lazy.compactMap { event in
            if case .process(let process) = event.body, process.change == .started { process.program } else { nil }
        }.first
        let errors = events.compactMap { event -> OutputLine? in
            if case .output(let output) = event.body, output.isAboutError { output } else { nil }
        }
        guard let error = errors.last(where: { command == nil || $0.program == command }) ?? errors.last else {
            return nil
        }
        return LaterFailure(error: error.line, seconds: last.seconds)
    }
}
