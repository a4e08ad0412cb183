/// Something that is done to a process of the puller, as steps in order.
///
/// An act is data, which the engine carries out.
package struct Act: Sendable, Equatable {
    package enum Step: Sendable, Equatable {
        /// Sends a signal, which ends the process unless it is caught.
        case end(KillSignal, ActTarget)
        /// Lets time pass before the next step.
        case wait(Duration)
        /// Cuts the power of the machine and starts it again.
        case losePower(KeptWrites)
        /// Stops the process and continues it after a time (SIGSTOP and SIGCONT, signal(7)).
        case freeze(Duration, ActTarget)
        /// Ends the daemon by a signal and starts it again at once, while the pull goes on.
        case restart(KillSignal)
    }

    package var steps: [Step]
    /// The steps as text for people.
    package var summary: String

    package init(_ steps: [Step], _ summary: String) {
        self.steps = steps
        self.summary = summary
    }

    /// Whether there is nobody to do it to where a puller has no daemon.
    package var needsDaemon: Bool {
        steps.contains { step in
            switch step {
            case .end(_, let target), .freeze(_, let target): target == .daemon
            case .restart: true
            case .wait, .losePower: false
            }
        }
    }
}
