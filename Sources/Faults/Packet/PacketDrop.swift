import WireFormats

/// Loses the packet, as netem's `loss` does.
package struct PacketDrop: PacketFault {
    package static let name = "packet.drop"
    package static let summary = "drop the packet"

    package init(_ fields: Fields) {}

    package var scope: PacketScope { .uncut }
    package var extent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        !fate.isDropped
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        fate.isDropped = true
    }
}

extension InjectedFault {
    /// Drops packets, as netem's `loss` does: `packet.drop`.
    public static func packetDrop(_ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(PacketDrop.self, match: match.element, when: when)
    }
}
