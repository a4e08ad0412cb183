import Faults
import WireFormats

/// Puts decisions about packets into the timeline, up to a limit that keeps it readable.
struct DecisionLog {
    private let limit: Int
    private var recorded = 0
    private var firedBefore: Set<Int> = []
    private(set) var notRecorded = 0
    /// The names of flows, kept so that a decision about a packet allocates nothing.
    private var names: [FlowKey: String] = [:]

    init(limit: Int) { self.limit = limit }

    /// Records a packet that a fault matched and spared; `occurrence` is evaluated only if it is recorded.
    mutating func spared(_ occurrence: @autoclosure () -> PacketOccurrence, record: (Event.Body) -> Void) {
        guard recorded < limit else {
            notRecorded += 1
            return
        }
        recorded += 1
        record(.packet(decision(about: occurrence(), isHit: false, fate: "passed")))
    }

    /// Records a packet that a fault hit; the first hit of each fault is always recorded, since the verdict needs it.
    mutating func hit(_ occurrence: PacketOccurrence, fate: String, record: (Event.Body) -> Void) {
        guard firedBefore.insert(occurrence.fault).inserted || recorded < limit else {
            notRecorded += 1
            return
        }
        recorded += 1
        let decision = decision(about: occurrence, isHit: true, fate: fate)
        let detail = "\(decision.flow) \(decision.direction.rawValue) packet \(decision.ordinal): \(fate)"
        record(.packet(decision))
        record(.fault(FaultFiring(fault: occurrence.fault, name: occurrence.name, detail: detail)))
    }

    private mutating func decision(about occurrence: PacketOccurrence, isHit: Bool, fate: String) -> PacketDecision {
        let name = names[occurrence.flow] ?? occurrence.flow.description
        names[occurrence.flow] = name
        return PacketDecision(
            flow: name, direction: occurrence.direction, ordinal: occurrence.ordinal, fault: occurrence.fault,
            isHit: isHit, length: occurrence.length, fate: fate
        )
    }
}

/// One packet as one fault met it.
struct PacketOccurrence {
    let flow: FlowKey
    let direction: Direction
    let ordinal: Int
    let fault: Int
    let name: String
    let length: Int

    init(_ packet: PacketFacts, _ flow: FlowKey, _ ordinal: Int, _ armed: ArmedFault) {
        self.flow = flow
        direction = packet.direction
        self.ordinal = ordinal
        fault = armed.ordinal
        name = armed.name
        length = packet.headers.packetLength
    }
}
