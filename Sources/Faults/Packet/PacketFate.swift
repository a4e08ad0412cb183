import WireFormats

/// What will happen to one packet; packet faults edit it, the mangler carries it out.
package struct PacketFate: Sendable, Equatable {
    package var isDropped = false
    /// How long the packet is held back.
    package var delay: Duration = .zero
    /// The packet's new bytes; nil leaves it unchanged.
    package var replacement: [UInt8]?
    package var checksum: Checksum = .corrected
    /// Both ends get a RST with the exact sequence number (RFC 5961 section 3.2).
    package var resetsConnection = false
    /// The receiver gets a FIN in place of the packet.
    package var finishesConnection = false
    /// The sender gets this ICMP error from the router.
    package var rejection: ICMPError?
    /// How many copies follow the packet.
    package var copies = 0
    /// The segment is split into pieces of this many bytes of payload.
    package var sliceSize: Int?
    /// The packet is held back until others have overtaken it.
    package var overtaking: Overtaking?
    /// What was done, for the timeline, as in `flipped bit 3 of byte 1040`.
    package var detail: String?

    package typealias Checksum = PacketChecksum

    package init() {}

    /// How long a packet waits for others to overtake it.
    package struct Overtaking: Sendable, Equatable {
        /// How many later packets of its connection go first; for datagrams, those of its direction and the same port
        /// of the same service.
        package var by: Int
        /// The longest time that it waits for them.
        package var atMost: Duration
    }
}

/// What happens to the checksum of a changed packet.
public enum PacketChecksum: String, Sendable, CaseIterable {
    /// Recomputed after a change, so that the change reaches the application.
    case corrected
    /// Left as it was, so that the receiver's kernel drops the packet.
    case wrong
}
