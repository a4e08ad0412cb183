import Faults

/// Puts decisions about packets into the timeline, up to a number that a reader can bear.
struct DecisionLog {
    private let limit: Int
    private var recorded = 0
    private var firedBefore: Set<Int> = []
    private(set) var notRecorded = 0

    init(limit: Int) { self.limit = limit }

    /// Records a packet that a fault matched and spared.
    mutating func spared(_ occurrence: PacketOccurrence, record: (Event.Body) -> Void) {
        guard recorded < limit else {
            notRecorded += 1
            return
        }
        recorded += 1
        record(.packet(occurrence.decision(isHit: false, fate: "passed")))
    }

    /// Records a packet that a fault hit; the first hit of each fault always, since a verdict rests on it.
    mutating func hit(_ occurrence: PacketOccurrence, fate: String, record: (Event.Body) -> Void) {
        guard firedBefore.insert(occurrence.fault).inserted || recorded < limit else {
            notRecorded += 1
            return
        }
        recorded += 1
        let decision = occurrence.decision(isHit: true, fate: fate)
        let detail = "\(decision.flow) \(decision.direction.rawValue) packet \(decision.ordinal): \(fate)"
        record(.packet(decision))
        record(.fault(FaultFiring(fault: occurrence.fault, name: occurrence.name, detail: detail)))
    }
}

/// One packet before one fault.
struct PacketOccurrence {
    let flow: FlowKey
    let direction: Direction
    let ordinal: Int
    let fault: Int
    let name: String
    let length: Int

    func decision(isHit: Bool, fate: String) -> PacketDecision {
        PacketDecision(
            flow: flow.description, direction: direction, ordinal: ordinal, fault: fault, isHit: isHit, length: length,
            fate: fate
        )
    }
}
