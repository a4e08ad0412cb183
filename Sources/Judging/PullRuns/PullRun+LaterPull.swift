import Faults

extension PullRun {
    /// How the last later pull failed, and how long it took in seconds; nil if it worked, printed no error, or there was
    /// none.
    ///
    /// What a fault has damaged may show only then, when the fault itself is over.
    package var laterFailure: (error: String, seconds: Double)? {
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
        return (error.line, last.seconds)
    }
}
