/// Something that is done to the process that pulls, at a moment of the pull: its steps, in order.
///
/// That process is the daemon where there is one, else the command. It is data, which the engine carries out.
package struct Act: Sendable, Equatable {
    package enum Step: Sendable, Equatable {
        /// Sends a signal that ends the process, unless it catches it.
        case end(KillSignal)
        /// Stops the process where it is, and lets it go on after so long (SIGSTOP and SIGCONT, signal(7)).
        case freeze(Duration)
    }

    package var steps: [Step]
    /// What it does, for people.
    package var summary: String

    package init(_ steps: [Step], _ summary: String) {
        self.steps = steps
        self.summary = summary
    }
}
