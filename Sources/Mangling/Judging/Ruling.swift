/// What is to be done about one packet; every packet gets exactly one.
struct Ruling: Equatable {
    var isDropped = false
    /// The packet's bytes if they were changed, with the checksums that they are to have.
    var replacement: [UInt8]?
    /// Above zero if the packet is held back.
    var delay: Duration = .zero
    /// Whole IP packets to be sent besides.
    var injections: [[UInt8]] = []
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

    /// The packet goes on as it is.
    static let pass = Ruling()
}
