import Faults

/// What to do with one packet; every packet gets exactly one.
struct Ruling: Equatable {
    var isDropped = false
    /// The packet's new bytes if it was changed, with their final checksums.
    var replacement: [UInt8]?
    /// How long to hold the packet back.
    var delay: Duration = .zero
    /// Whole IP packets to send before it, or in its place.
    var injections: [[UInt8]] = []
    /// Whole IP packets to send right after it, whenever it goes on.
    var followers: [[UInt8]] = []
    /// The lane in which other packets may overtake it.
    var lane: Lane?
    /// How many later packets of the lane go first; `delay` bounds how long the packet waits for them.
    var overtakenBy: Int?
    /// What the faults did, in order.
    var hits: [Hit] = []
    /// Whether the headers were unreadable, so that no fault was asked.
    var isUnparsable = false

    /// One fault that hit the packet.
    struct Hit: Equatable {
        /// The fault, as in `faults[0] packet.drop`.
        let fault: String
        /// What it did, as in `dropped`.
        let fate: String
    }

    /// Packets of one direction whose order matters to the receiver.
    struct Lane: Hashable {
        let flow: FlowKey
        let direction: Direction
    }

    /// The packet passes unchanged.
    static let pass = Ruling()
}
