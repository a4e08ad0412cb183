/// What a run's timeline lacks, because it would have become too large to be read again.
public struct TimelineReport: Sendable, Codable, Equatable {
    /// Decisions about packets that were left out, in the whole run.
    public var packets: Int
    /// Other events that were left out.
    public var others: Int

    package init(packets: Int = 0, others: Int = 0) {
        self.packets = packets
        self.others = others
    }

    package var isComplete: Bool { packets == 0 && others == 0 }

    /// For people, as in `the timeline is cut: 3 later packets and 0 other events are missing`.
    package var sentence: String {
        "the timeline is cut: \(packets) later packets and \(others) other events are missing"
    }

    /// For the verdict: that events are missing, which excuses nothing and accuses nobody.
    package var finding: Finding {
        Finding("timeline", isMet: true, expected: "every event is kept", actual: sentence)
    }
}
