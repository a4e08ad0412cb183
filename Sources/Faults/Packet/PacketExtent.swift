/// How much of a packet a fault has to have before it.
package enum PacketExtent: Sendable, Equatable {
    /// The headers, and the question where the packet is about names.
    case head
    /// All of it, as a fault does that makes another packet of it.
    case whole
}
