/// How much of a connection a packet fault has to see packet by packet; its trigger may ask for more.
package enum PacketScope: Sendable, Equatable {
    /// It does the same to each packet, so that a run of them which the sender's kernel left uncut may stand for all.
    case uncut
    /// Single packets.
    case single
    /// Single packets, and those that come behind one that was met.
    case following
}
