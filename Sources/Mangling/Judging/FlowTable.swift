import Faults
import WireFormats

/// Finds the flow of a packet, and how many bytes of payload came before it.
struct FlowTable {
    private struct Stream: Hashable {
        let flow: FlowKey
        let direction: Direction
    }

    var connections = ConnectionTable()
    private var passed: [Stream: Int] = [:]

    /// The flow of a packet that a fault matches and that belongs to no known connection, and the bytes that earlier
    /// packets brought in its flow and direction.
    mutating func flow(of packet: PacketFacts) -> (flow: FlowKey, bytes: Int) {
        let flow = key(of: packet)
        let stream = Stream(flow: flow, direction: packet.direction)
        let bytes = passed[stream, default: 0]
        // Taken from the IP header, as the kernel may have copied no more than the headers.
        passed[stream] = bytes &+ max(0, packet.headers.packetLength - packet.headers.payloadOffset)
        return (flow, bytes)
    }

    private func key(of packet: PacketFacts) -> FlowKey {
        if let question = packet.dns {
            return .dns(name: question.name.description, type: question.type.description)
        }
        if let service = packet.service, packet.headers.transport == .udp, !packet.headers.isLaterFragment {
            return .datagrams(with: service, port: packet.servicePort)
        }
        return .packets(with: packet.service, protocolNumber: packet.headers.protocolNumber)
    }
}
