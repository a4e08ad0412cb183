import Faults

extension PullRun {
    /// The run as a text of about a screen: what was injected, what the puller did, and why the verdict.
    ///
    /// What came before the pull, packets that were spared, connections, what a daemon logs below warnings and repetitions
    /// are left out; the whole is in the run's folder.
    public var story: String {
        var lines = [
            "\(result.scenario) with \(result.puller) \(result.version), seed \(result.seedText): "
                + "\(outcome?.rawValue ?? "no outcome") after \(Units.text(duration))",
            "verdict: \(result.status.rawValue), \(result.why)",
        ]
        for (number, fault) in observations.faults.enumerated() {
            lines.append("faults[\(number)] \(fault.name), \(fault.match): fired \(fault.fired) times")
        }
        lines += Self.shortened(Self.merged(told.map { (time: $0.time, text: $0.line) }))
        if !result.folder.isEmpty { lines.append("all of it: \(result.folder)") }
        return lines.joined(separator: "\n")
    }

    private var told: [Event] {
        let start = timeline.firstIndex { $0.isPhase(.pullStarted) } ?? timeline.startIndex
        return timeline[start...].filter(\.isTold)
    }

    /// The greatest number of lines of the timeline.
    private static let longest = 40

    /// Neighbours that differ in their time only become one line.
    private static func merged(_ lines: [(time: Double, text: String)]) -> [String] {
        var merged: [(text: String, words: Substring, count: Int)] = []
        for line in lines {
            // What follows the time of `Event.line`.
            let words = line.text.firstRange(of: " s  ").map { line.text[$0.upperBound...] } ?? Substring(line.text)
            if let last = merged.last, last.words == words {
                merged[merged.count - 1].count += 1
            } else {
                merged.append((line.text, words, 1))
            }
        }
        return merged.map { $0.count == 1 ? $0.text : "\($0.text) (\($0.count) times)" }
    }

    /// The beginning and the end: how it began to go wrong, and what came of it.
    private static func shortened(_ lines: [String]) -> [String] {
        guard lines.count > longest else { return lines }
        let half = longest / 2
        return lines.prefix(half) + ["… \(lines.count - 2 * half) more …"] + lines.suffix(half)
    }
}

extension Event {
    /// Whether a short text about a run has this in it.
    fileprivate var isTold: Bool {
        switch body {
        case .connection(let connection): connection.change == .handshakeFailed
        case .packet(let packet): packet.isHit
        // Daemons written in Go log with logrus, whose text format has the level so.
        case .output(let output):
            !output.line.allSatisfy(\.isWhitespace) && !output.line.contains("level=info")
                && !output.line.contains("level=debug")
        case .phase, .dns, .request, .response, .token, .fault, .act, .process: true
        }
    }
}
