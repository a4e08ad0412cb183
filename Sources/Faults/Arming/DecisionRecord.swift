/// One decision of a fault in a recording: which occurrence, whether it was hit, and what the fault drew.
package struct DecisionRecord: Sendable, Equatable {
    /// The place of the fault in the scenario's list, from 0.
    package var fault: Int
    /// The text of the `FlowKey`.
    package var flow: String
    package var direction: Direction
    /// The place of the occurrence in its flow and direction, from 1.
    package var ordinal: Int
    package var isHit: Bool
    /// The random numbers that the fault got; with them and the same packet it does the same again.
    package var draw: Draw
    /// The time since the pull began; for readers only.
    package var seconds: Double

    package init(
        fault: Int, flow: String, direction: Direction, ordinal: Int, isHit: Bool, draw: Draw, seconds: Double
    ) {
        self.fault = fault
        self.flow = flow
        self.direction = direction
        self.ordinal = ordinal
        self.isHit = isHit
        self.draw = draw
        self.seconds = seconds
    }
}

/// Where the faults of a run take their decisions from.
package enum DecisionSource: Sendable {
    /// From trigger and seed.
    case drawn
    /// From trigger and seed; each one is passed to the closure, on the deciding thread. It must not block.
    case recorded(@Sendable (DecisionRecord) -> Void)
    /// From a recording and nothing else; what is not in it is not hit.
    case replayed(RecordedDecisions)
}
