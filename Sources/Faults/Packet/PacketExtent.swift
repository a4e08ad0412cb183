/// How much of a packet a fault needs to see.
package enum PacketExtent: Sendable, Equatable {
    /// The headers, and the question of a DNS packet.
    case head
    /// All of it, as for a fault that changes the packet.
    case whole
}
