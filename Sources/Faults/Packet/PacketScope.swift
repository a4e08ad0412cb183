/// How much of a connection a packet fault has to see packet by packet; its trigger may require more.
package enum PacketScope: Sendable, Equatable {
    /// It does the same to each packet, so it can judge an uncut packet as a whole.
    case uncut
    /// Single packets.
    case single
    /// Single packets, and those that follow one that was hit.
    case following
}
