import WireFormats

/// Resets the TCP connection at both ends and drops the packet, as Toxiproxy's `reset_peer` and REJECT's `tcp-reset` do.
package struct PacketReset: PacketFault {
    package static let name = "packet.reset"
    package static let summary = "reset the TCP connection of the packet at both ends"

    package var extent: PacketExtent { .head }

    package init(_ fields: Fields) {}

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        packet.headers.tcp != nil && !fate.resetsConnection
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        guard packet.headers.tcp != nil else { return }
        fate.isDropped = true
        fate.resetsConnection = true
        fate.detail = "RST to both ends"
    }
}

extension InjectedFault {
    /// Resets the TCP connection of a packet at both ends: `packet.reset`.
    public static func packetReset(_ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(PacketReset.self, match: match.element, when: when)
    }
}
