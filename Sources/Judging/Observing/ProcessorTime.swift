import Faults

/// How much processor time the puller used in one pull, user and system together: the sum of `command` and `running`, in
/// seconds.
///
/// Of a daemon that ended meanwhile it is not known, and not counted.
public struct ProcessorTime: Sendable, Codable, Equatable {
    /// Of the command and all processes that it waited for (getrusage(2), `ru_utime` and `ru_stime`), or of those that
    /// ran at the deadline, if it was killed then.
    ///
    /// Nil where the pull has no command, as for a call to the CRI, or where it was not measured.
    public var command: Double?
    /// That of the daemon and what it has started, in the pull alone (proc_pid_stat(5)).
    ///
    /// 0 without a daemon.
    public var running: Double

    package init(command: Double?, running: Double) {
        self.command = command
        self.running = running
    }

    /// The sum in seconds.
    public var seconds: Double { (command ?? 0) + running }
}

extension ProcessorTime {
    /// For people, as in `1.3 s: command 200 ms, daemon 1.1 s`.
    package var text: String {
        let parts = [("command", command), ("daemon", running > 0 ? running : nil)].compactMap { name, seconds in
            seconds.map { "\(name) \(Self.worded($0))" }
        }
        return Self.worded(seconds) + (parts.count > 1 ? ": " + parts.joined(separator: ", ") : "")
    }

    private static func worded(_ seconds: Double) -> String { Units.text(.seconds(seconds.clampedSeconds)) }
}
