import Faults
import Judging

extension PullRun {
    /// The run in a screen of text: what was injected, what the puller did, and the reason of the verdict; ends in a
    /// line break.
    ///
    /// Packets, connections, repetitions, and a daemon's log below warnings are left out; everything is in the run's
    /// folder.
    public var story: String { Story.text(self) }
}

/// A run as a screen of text.
private enum Story {
    /// The width at which a line is cut.
    private static let width = 118
    /// The longest error text that its line shows uncut, behind a time and the program's name.
    private static let wholeError = 80
    /// How many lines about the puller are shown at the beginning and at the end.
    private static let (head, tail) = (14, 8)
    /// How many kinds of failed calls are shown.
    private static let mostCalls = 12
    /// How many firings of a fault are shown.
    private static let shownFirings = 2

    static func text(_ run: PullRun) -> String {
        let result = run.result
        var lines = [
            "\(result.scenario), \(result.puller) \(result.version), seed \(result.seedText): \(result.status.rawValue)",
            result.title,
        ]
        lines += ["", "What was injected"] + injected(run).map { "  " + $0 }
        if let replay = run.observations.replay {
            lines += ["", "How far it kept to the recording"] + replay.lines.map { "  " + $0 }
        }
        lines += ["", "What the puller did"] + shortened(StoryLines.of(run.timeline)).map { "  " + $0 }
        if let memory = run.observations.pull?.memory { lines.append("  memory at most: \(memory.text)") }
        if let processor = run.observations.pull?.processor { lines.append("  processor time: \(processor.text)") }
        let kernel = FailedCalls(run.timeline, most: mostCalls).lines + KernelCounters.lines(run.observations)
        if !kernel.isEmpty { lines += ["", "What the kernel saw"] + kernel.map { "  " + $0 } }
        if let error = result.errorText, error.count > wholeError {
            lines +=
                ["", "The error text"] + WrappedText.lines(error.printable, width: width - 2).map { "  " + $0 }
        }
        let after = afterwards(run.observations.followUps)
        if !after.isEmpty { lines += ["", "Once the faults were lifted"] + after.map { "  " + $0 } }
        lines += ["", "Why it is \(result.status.rawValue): \(result.why)"] + findings(result).map { "  " + $0 }
        if !result.folder.isEmpty { lines += ["", "All of it: \(result.folder)"] }
        return lines.map(clipped).joined(separator: "\n") + "\n"
    }

    private static func injected(_ run: PullRun) -> [String] {
        guard !run.observations.faults.isEmpty else { return ["nothing"] }
        return run.observations.faults.enumerated().flatMap { ordinal, fault -> [String] in
            let shown = run.timeline.filter { event in
                if case .fault(let firing) = event.body { firing.fault == ordinal } else { false }
            }.prefix(shownFirings)
            let match = fault.match.isEmpty ? "" : " (\(fault.match))"
            return ["faults[\(ordinal)] \(fault.name)\(match): fired \(fault.fired.times)"]
                + shown.map { "  \($0.line)" }
                + (fault.fired > shown.count && !shown.isEmpty ? ["  and so on"] : [])
        }
    }

    private static func shortened(_ lines: [String]) -> [String] {
        guard lines.count > head + tail + 1 else { return lines }
        let left = lines.count - head - tail
        return lines.prefix(head) + ["… \(left) lines more in timeline.jsonl …"] + lines.suffix(tail)
    }

    private static func afterwards(_ pulls: [Observations.Pull]) -> [String] {
        pulls.prefix(3).enumerated().map { index, pull in
            let time = Units.text(.seconds(pull.seconds.clampedSeconds))
            return "pull \(index + 1) \(pull.isGood ? "works" : "does not work"), after \(time)"
        }
    }

    /// Unmet findings come first, with their evidence.
    private static func findings(_ result: RunResult) -> [String] {
        let unmet = result.findings.filter { !$0.isMet }
        let met = result.findings.filter(\.isMet)
        return unmet.flatMap { finding in
            ["✘ \(finding.check): expected \(finding.expected), saw \(finding.actual)"]
                + finding.evidence.prefix(3).map { "    \($0)" }
        } + met.map { "✔ \($0.check): \($0.actual)" }
    }

    private static func clipped(_ line: String) -> String {
        let printable = line.printable
        guard printable.count > width else { return printable }
        // An error says first where it happened, and last what it was.
        return printable.prefix(width / 2) + "…" + printable.suffix(width - width / 2 - 1)
    }
}
