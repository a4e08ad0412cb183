import Faults

/// What is to be done about one packet; every packet gets exactly one.
struct Ruling: Equatable {
    var isDropped = false
    /// The packet's bytes if they were changed, with the checksums that they are to have.
    var replacement: [UInt8]?
    /// Above zero if the packet is held back.
    var delay: Duration = .zero
    /// Whole IP packets to be sent before it, or in its place.
    var injections: [[UInt8]] = []
    /// Whole IP packets to be sent right behind it, whenever that goes on.
    var followers: [[UInt8]] = []
    /// Where the packet stands in a queue that others may leave first.
    var lane: Lane?
    /// So many later packets of the lane go first; the delay is how long the packet waits for them at most.
    var overtakenBy: Int?
    /// What the faults did, in their order.
    var hits: [Hit] = []
    /// The headers made no sense, so that no fault was asked.
    var isUnparsable = false

    /// One fault that met the packet.
    struct Hit: Equatable {
        /// The fault, as in `faults[0] packet.drop`.
        let fault: String
        /// What it did, as in `dropped`.
        let fate: String
    }

    /// Packets of one direction whose order matters to who receives them.
    struct Lane: Hashable {
        let flow: FlowKey
        let direction: Direction
    }

    /// The packet goes on as it is.
    static let pass = Ruling()
}
