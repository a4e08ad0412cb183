import Faults
import Judging
import Reports

/// A recorded run and its replay, side by side.
public struct Replay: Sendable {
    /// The recorded run, judged now.
    public let recorded: RunResult
    /// The replay.
    public let replayed: RunResult
    /// What happened to the decisions; nil if the replay was skipped.
    public let report: ReplayReport?

    package init(recorded: RunResult, replayed: RunResult, report: ReplayReport?) {
        self.recorded = recorded
        self.replayed = replayed
        self.report = report
    }

    /// Whether status, outcome and unmet checks are those of the recorded run.
    public var isSameVerdict: Bool { Agreement.Verdict(of: recorded) == Agreement.Verdict(of: replayed) }

    /// 0 for the same verdict, 1 for another one, 2 if the harness broke.
    ///
    /// - Parameter isStrict: whether diverged traffic is 1 too.
    public func exitCode(isStrict: Bool) -> Int32 {
        if replayed.status == .broken { return ExitCode.broken }
        guard isSameVerdict else { return ExitCode.failed }
        return isStrict && report?.hasDiverged != false ? ExitCode.failed : ExitCode.passed
    }

    /// The result as text for people; ends in a line break.
    public var text: String {
        var lines = [
            "recorded   \(ConsoleReport.line(recorded))",
            "replayed   \(ConsoleReport.line(replayed))",
        ]
        if recorded.version != replayed.version {
            lines.append(
                "puller     another version: recorded with \(recorded.version), replayed with \(replayed.version)")
        }
        lines.append("verdict    " + (isSameVerdict ? "the same" : "another: \(replayed.why.printable)"))
        return (lines + (report?.lines ?? [])).joined(separator: "\n") + "\n"
    }
}
