import Faults
import WireFormats

/// Numbers the TCP connections that the node opens to each role, and knows how far each has come.
struct ConnectionTable {
    /// What is known about the connection of one segment.
    struct Place: Equatable {
        /// Which connection it is.
        let ends: Ends
        /// The ordinal of the connection among those to its role, from 1, in the order of their SYNs.
        let number: Int
        /// Bytes of payload before the segment in its direction.
        let bytes: Int
    }

    struct Ends: Hashable {
        let node: IPAddress
        let service: IPAddress
        let nodePort: UInt16
        let servicePort: UInt16

        /// By the node's port, which connections that are open together seldom share.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt32(nodePort) << 16 | UInt32(servicePort))
        }
    }

    private struct Connection {
        let number: Int
        var fromNode: SequencePosition
        /// Nil until the service has answered.
        var toNode: SequencePosition?
        /// By direction, when packets were last sent on to the queue of single packets.
        var turnFromNode: UInt64 = 0
        var turnToNode: UInt64 = 0
        var isLetGo = false
    }

    /// More ends than a pull ever has; past them a hostile node's connections stay without a number.
    private static let limit = 1 << 17

    private var connections: [Ends: Connection] = [:]
    private var counts: [Role: Int] = [:]

    /// Takes note of a segment; nil if its connection was not opened by the node or began unseen.
    ///
    /// A SYN with another sequence number between the same ends is a new connection; the same again is a
    /// retransmission.
    mutating func place(
        of tcp: TCPFields, _ headers: PacketHeaders, direction: Direction, service: Role
    ) -> Place? {
        let isFromNode = direction == .fromNode
        let ends = Ends(
            node: isFromNode ? headers.source : headers.destination,
            service: isFromNode ? headers.destination : headers.source,
            nodePort: isFromNode ? headers.sourcePort : headers.destinationPort,
            servicePort: isFromNode ? headers.destinationPort : headers.sourcePort
        )
        let opens = tcp.flags.contains(.syn)
        let first = opens ? tcp.sequence &+ 1 : tcp.sequence
        if isFromNode, opens, !tcp.flags.contains(.ack), connections[ends]?.fromNode.base != first {
            guard connections.count < Self.limit || connections[ends] != nil else { return nil }
            let number = counts[service, default: 0] + 1
            counts[service] = number
            connections[ends] = Connection(number: number, fromNode: SequencePosition(base: first))
        }
        // By index, so that the connection is changed in place.
        guard let index = connections.index(forKey: ends) else { return nil }
        let number = connections.values[index].number
        if isFromNode {
            return Place(
                ends: ends, number: number, bytes: connections.values[index].fromNode.bytes(before: first)
            )
        }
        let known = connections.values[index].toNode
        var position = known ?? SequencePosition(base: first)
        if opens, position.base != first { position = SequencePosition(base: first) }
        let bytes = position.bytes(before: first)
        connections.values[index].toNode = position
        return Place(ends: ends, number: number, bytes: bytes)
    }

    /// Takes note that a packet of a direction goes to the queue of single packets.
    mutating func noteSentOn(_ ends: Ends, _ direction: Direction, turn: UInt64) {
        if direction == .fromNode {
            connections[ends]?.turnFromNode = turn
        } else {
            connections[ends]?.turnToNode = turn
        }
    }

    /// Whether one went there in this turn, so that what comes behind it must not overtake it.
    func isSentOn(_ ends: Ends, _ direction: Direction, turn: UInt64) -> Bool {
        let last = direction == .fromNode ? connections[ends]?.turnFromNode : connections[ends]?.turnToNode
        return last == turn
    }

    /// Takes note that a connection is let go; false if it was before.
    mutating func letGo(_ ends: Ends) -> Bool {
        guard connections[ends]?.isLetGo == false else { return false }
        connections[ends]?.isLetGo = true
        return true
    }
}
