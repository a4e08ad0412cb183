import Faults

/// How much memory the puller had at most during one pull: the sum of `command` and `running`, in bytes.
///
/// It is the resident set as the kernel counts it (`VmHWM` of proc(5)): the memory of processes themselves, and the pages
/// of programs and files that they have mapped; neither what they have written to the storage nor the kernel's own
/// memory for them. Processes that a daemon has started and that have ended by the end of the pull are not counted.
public struct PeakMemory: Sendable, Codable, Equatable {
    /// The largest of any process of the command: of those that have ended, as their parents were told (getrusage(2),
    /// `ru_maxrss`); or of those that ran at the deadline, if it was killed then.
    ///
    /// Nil where the pull has no command, as for a call to the CRI.
    public var command: Int?
    /// The sum over all processes that ran when the pull had ended: the daemon and what it has started.
    ///
    /// Each counts with its own peak since the start of the pull. 0 without a daemon.
    public var running: Int
    /// Why the command was not measured; nil if it was, or if there is none.
    public var objection: String?

    package init(command: Int?, running: Int, objection: String? = nil) {
        self.command = command
        self.running = running
        self.objection = objection
    }

    /// The sum in bytes.
    public var peak: Int { (command ?? 0) + running }
}

extension PeakMemory {
    /// For people, as in `81 MiB: command 20 MiB, daemon 61 MiB`.
    package var text: String {
        if let objection { return "not measured: \(objection)" }
        let parts = [("command", command), ("daemon", running > 0 ? running : nil)].compactMap { name, bytes in
            bytes.map { "\(name) \(Units.text(bytes: $0))" }
        }
        return Units.text(bytes: peak) + (parts.count > 1 ? ": " + parts.joined(separator: ", ") : "")
    }
}
