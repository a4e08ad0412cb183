import WireFormats

/// Ends one direction of the TCP connection in place of the packet: the receiver reads an end of data that the sender did not send.
///
/// Only a receiver that compares the length with the announced one, as by Content-Length, notices.
package struct PacketFin: PacketFault {
    package static let name = "packet.fin"
    package static let summary = "put a forged FIN in the place of the packet, as if its sender had closed"

    package var extent: PacketExtent { .head }

    package init(_ fields: Fields) {}

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        !fate.isDropped && TCPFinish.isPossible(packet.headers)
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        guard TCPFinish.toReceiver(headers: packet.headers) != nil else { return }
        fate.isDropped = true
        fate.finishesConnection = true
        fate.detail = "FIN to its receiver"
    }
}

extension InjectedFault {
    /// Puts a forged FIN in the place of packets, as if their sender had closed: `packet.fin`.
    public static func packetFin(_ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(PacketFin.self, match: match.element, when: when)
    }
}
