/// Something that is done to the process that pulls, as steps in order.
///
/// The process is the daemon if there is one, else the command. An act is data, which the engine carries out.
package struct Act: Sendable, Equatable {
    package enum Step: Sendable, Equatable {
        /// Sends a signal, which ends the process unless it is caught.
        case end(KillSignal)
        /// Stops the process and continues it after a time (SIGSTOP and SIGCONT, signal(7)).
        case freeze(Duration)
        /// Lets time pass before the next step.
        case wait(Duration)
        /// Cuts the power of the machine and starts it again.
        case losePower(KeptWrites)
    }

    package var steps: [Step]
    /// The steps as text for people.
    package var summary: String

    package init(_ steps: [Step], _ summary: String) {
        self.steps = steps
        self.summary = summary
    }
}
