import Faults
import WireFormats

/// Finds the flow of a packet and how many bytes of payload went before it.
struct FlowTable {
    private struct Stream: Hashable {
        let flow: FlowKey
        let direction: Direction
    }

    var connections = ConnectionTable()
    private var passed: [Stream: Int] = [:]

    /// Takes note of a TCP segment, whether or not a fault is about it: connections are numbered by their SYNs.
    mutating func place(of packet: PacketFacts) -> ConnectionTable.Place? {
        guard let tcp = packet.headers.tcp, let service = packet.service else { return nil }
        return connections.place(of: tcp, packet.headers, direction: packet.direction, service: service)
    }

    /// The flow of a packet that a fault is about, and the bytes before the packet in its flow and direction.
    ///
    /// For TCP they count from the SYN by sequence number, else they are those of the packets that came here before.
    mutating func flow(
        of packet: PacketFacts, _ place: ConnectionTable.Place?
    ) -> (flow: FlowKey, bytes: Int) {
        if let place, let service = packet.service {
            return (.connection(to: service, number: place.number), place.bytes)
        }
        let flow = flow(ofDatagram: packet)
        let stream = Stream(flow: flow, direction: packet.direction)
        let bytes = passed[stream, default: 0]
        passed[stream] = bytes &+ max(0, packet.headers.payloadLength)
        return (flow, bytes)
    }

    private func flow(ofDatagram packet: PacketFacts) -> FlowKey {
        if let question = packet.dns {
            return .dns(name: question.name.description, type: question.type.description)
        }
        if let service = packet.service, packet.headers.transport == .udp, !packet.headers.isLaterFragment {
            return .datagrams(with: service, port: packet.servicePort)
        }
        return .packets(with: packet.service, protocolNumber: packet.headers.protocolNumber)
    }
}
