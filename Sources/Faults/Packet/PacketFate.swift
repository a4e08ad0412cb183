import WireFormats

/// What will become of one packet; packet faults edit it, the mangler carries it out.
package struct PacketFate: Sendable, Equatable {
    package var isDropped = false
    /// Held back for so long before it goes on.
    package var delay: Duration = .zero
    /// Replaces the packet's bytes; nil leaves the packet alone.
    package var replacement: [UInt8]?
    package var checksum: Checksum = .corrected
    /// Both ends get a RST with the exact sequence number (RFC 5961 section 3.2).
    package var resetsConnection = false
    /// The receiver gets a FIN in the place of the packet.
    package var finishesConnection = false
    /// The sender gets this ICMP error from the router.
    package var rejection: ICMPError?
    /// How many more of the packet go right behind it.
    package var copies = 0
    /// The segment goes on in pieces of so many bytes of payload.
    package var sliceSize: Int?
    /// Held back until others have overtaken it.
    package var overtaking: Overtaking?
    /// What was done, for the timeline, as in `flipped bit 3 of byte 1040`.
    package var detail: String?

    package typealias Checksum = PacketChecksum

    package init() {}

    /// How long a packet waits for others to overtake it.
    package struct Overtaking: Sendable, Equatable {
        /// So many later packets of its connection go first; for datagrams those of its direction with the same port of
        /// the same service.
        package var by: Int
        /// It waits no longer than this for them.
        package var atMost: Duration
    }
}

/// What becomes of the checksum of a packet that was changed.
public enum PacketChecksum: String, Sendable, CaseIterable {
    /// Recomputed after a change, so that the change reaches the application.
    case corrected
    /// Left as it was, so that the receiver's kernel drops the packet.
    case wrong
}
