/// What happened to a recording's decisions when they were applied again.
public struct ReplayReport: Sendable, Codable, Equatable {
    /// Decisions in the recording.
    public let recorded: Int
    /// Those that were applied again.
    public let applied: Int
    /// Occurrences that were not recorded; no fault was applied to them.
    public let notRecorded: Int
    /// Recorded occurrences that never came.
    public let neverCame: Int
    /// The earliest place where the traffic diverged; nil if it did not.
    public let first: Divergence?

    package init(recorded: Int, applied: Int, notRecorded: Int, neverCame: Int, first: Divergence?) {
        self.recorded = recorded
        self.applied = applied
        self.notRecorded = notRecorded
        self.neverCame = neverCame
        self.first = first
    }

    /// Whether the traffic diverged from the recording.
    public var hasDiverged: Bool { first != nil }

    /// An occurrence that only one of the two runs had.
    public struct Divergence: Sendable, Codable, Equatable {
        /// The place of the fault in the scenario's list, from 0.
        public let fault: Int
        /// The name of the fault.
        public let name: String
        /// The flow, as in `dns cdn.test A` and `tcp cdn #2`.
        public let flow: String
        /// Which way it went.
        public let direction: Direction
        /// The ordinal in its flow and direction among those that the fault matches, from 1.
        public let ordinal: Int
        /// When it came, or came when it was recorded, in seconds since the pull began.
        public let seconds: Double
        /// What was recorded about an occurrence that never came; nil for one that was not recorded.
        public let recordedAsHit: Bool?
        /// The number of recorded decisions of this fault, flow and direction.
        public let recorded: Int
        /// The number of occurrences that came.
        public let came: Int

        package init(
            fault: Int, name: String, flow: String, direction: Direction, ordinal: Int, seconds: Double,
            recordedAsHit: Bool?, recorded: Int, came: Int
        ) {
            self.fault = fault
            self.name = name
            self.flow = flow
            self.direction = direction
            self.ordinal = ordinal
            self.seconds = seconds
            self.recordedAsHit = recordedAsHit
            self.recorded = recorded
            self.came = came
        }

        /// A sentence that says where, what was recorded, and what came.
        public var sentence: String {
            let what = name.hasPrefix("packet.") ? "packet" : "occurrence"
            let place = "faults[\(fault)] \(name), \(flow.clipped) \(direction.rawValue), \(what) \(ordinal)"
            let counts = "\(recorded) recorded, \(came) came"
            let time = Units.text(.milliseconds(Int64(max(0, min(seconds, 1e9)) * 1000)))
            guard let recordedAsHit else {
                return "\(place): came \(time) into the pull, was not recorded and met no fault (\(counts))"
            }
            return
                "\(place): recorded \(time) into the pull as \(recordedAsHit ? "hit" : "spared"), never came (\(counts))"
        }

        /// Orders by time; the rest only makes the order deterministic.
        func precedes(_ other: Divergence) -> Bool {
            if seconds != other.seconds { return seconds < other.seconds }
            if fault != other.fault { return fault < other.fault }
            if flow != other.flow { return flow < other.flow }
            return (direction.rawValue, ordinal) < (other.direction.rawValue, other.ordinal)
        }
    }
}
