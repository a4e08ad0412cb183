import Faults
import WireFormats

/// Numbers the TCP connections that the node opens to each role, and knows how far each has come.
struct ConnectionTable {
    /// What is known about the connection of one segment.
    struct Place: Equatable {
        /// Which connection it is, for this table.
        let connection: Int
        let service: Role
        /// The ordinal of the connection among those to its role, from 1, in the order of their SYNs.
        let number: Int
        /// Bytes of payload before the segment in its direction.
        let bytes: Int
        /// What a full segment of its direction was seen to carry, options and payload in bytes; 0 if none was.
        let segmentSize: Int
    }

    private struct Ends: Hashable {
        let node: IPAddress
        let service: IPAddress
        let nodePort: UInt16
        let servicePort: UInt16

        /// By the node's port, which connections that are open together seldom share.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt32(nodePort) << 16 | UInt32(servicePort))
        }
    }

    /// Of what size the sender makes segments in one direction.
    fileprivate struct Segments {
        var size = 0
        /// The last run that is cut: where it begins, and how many bytes it holds.
        var cut: (start: UInt32, length: Int) = (0, 0)
    }

    fileprivate struct Connection {
        let service: Role
        let number: Int
        var fromNode: SequencePosition
        /// Nil until the service has answered.
        var toNode: SequencePosition?
        /// By direction, when packets were last sent on to the queue of single packets.
        var turnFromNode: UInt64 = 0
        var turnToNode: UInt64 = 0
        var isLetGo = false
        var segmentsFromNode = Segments()
        var segmentsToNode = Segments()
    }

    /// More ends than a pull ever has; past them a hostile node's connections stay without a number.
    private static let limit = 1 << 17

    private var connections: [Connection] = []
    private var places: [Ends: Int] = [:]
    /// The one that was asked for last: packets come in runs.
    private var last: (ends: Ends, place: Int)?
    private var counts: [Role: Int] = [:]

    /// Takes note of a segment, whether or not a fault is about it; nil if its connection was not opened by the node or
    /// began unseen.
    ///
    /// A SYN with another sequence number between the same ends is a new connection; the same again is a
    /// retransmission.
    mutating func place(of headers: PacketHeaders, _ direction: Direction) -> Place? {
        guard let tcp = headers.tcp else { return nil }
        let isFromNode = direction == .fromNode
        let ends = Ends(
            node: isFromNode ? headers.source : headers.destination,
            service: isFromNode ? headers.destination : headers.source,
            nodePort: isFromNode ? headers.sourcePort : headers.destinationPort,
            servicePort: isFromNode ? headers.destinationPort : headers.sourcePort
        )
        let opens = tcp.flags.contains(.syn)
        let first = opens ? tcp.sequence &+ 1 : tcp.sequence
        if isFromNode, opens, !tcp.flags.contains(.ack), place(of: ends).map({ connections[$0].fromNode.base }) != first
        {
            guard open(ends, first) else { return nil }
        }
        guard let place = place(of: ends) else { return nil }
        if isFromNode {
            return Place(place, connections[place], direction, connections[place].fromNode.bytes(before: first))
        }
        var position = connections[place].toNode ?? SequencePosition(base: first)
        if opens, position.base != first { position = SequencePosition(base: first) }
        let bytes = position.bytes(before: first)
        connections[place].toNode = position
        return Place(place, connections[place], direction, bytes)
    }

    private mutating func place(of ends: Ends) -> Int? {
        if let last, last.ends == ends { return last.place }
        guard let place = places[ends] else { return nil }
        last = (ends, place)
        return place
    }

    /// Takes in a new connection, in the place of one that had the same ends; false if there are too many.
    private mutating func open(_ ends: Ends, _ first: UInt32) -> Bool {
        let known = place(of: ends)
        guard let service = Role(address: ends.service), connections.count < Self.limit || known != nil else {
            return false
        }
        let number = counts[service, default: 0] + 1
        counts[service] = number
        let connection = Connection(
            service: service, number: number, fromNode: SequencePosition(base: first))
        if let known {
            connections[known] = connection
        } else {
            places[ends] = connections.count
            connections.append(connection)
        }
        return true
    }

    /// Takes note that a run of segments is going to be cut, which shows of what size they are.
    mutating func noteCut(_ headers: PacketHeaders, at place: Place, _ direction: Direction) {
        guard let tcp = headers.tcp else { return }
        let cut = (tcp.sequence, headers.packetLength - headers.payloadOffset)
        if direction == .fromNode {
            connections[place.connection].segmentsFromNode.cut = cut
        } else {
            connections[place.connection].segmentsToNode.cut = cut
        }
    }

    /// Measures the first segment of a run that was cut, which is a full one.
    mutating func measure(_ headers: PacketHeaders, at place: Place, _ direction: Direction) {
        if direction == .fromNode {
            connections[place.connection].segmentsFromNode.measure(headers)
        } else {
            connections[place.connection].segmentsToNode.measure(headers)
        }
    }

    /// Takes note that a packet of a direction goes to the queue of single packets.
    mutating func noteSentOn(_ place: Place, _ direction: Direction, turn: UInt64) {
        if direction == .fromNode {
            connections[place.connection].turnFromNode = turn
        } else {
            connections[place.connection].turnToNode = turn
        }
    }

    /// Whether one went there in this turn, so that what comes behind it must not overtake it.
    func isSentOn(_ place: Place, _ direction: Direction, turn: UInt64) -> Bool {
        let connection = connections[place.connection]
        return turn == (direction == .fromNode ? connection.turnFromNode : connection.turnToNode)
    }

    /// Takes note that a connection is let go; false if it was before.
    mutating func letGo(_ place: Place) -> Bool {
        guard !connections[place.connection].isLetGo else { return false }
        connections[place.connection].isLetGo = true
        return true
    }
}

extension ConnectionTable.Segments {
    fileprivate mutating func measure(_ headers: PacketHeaders) {
        let payload = headers.packetLength - headers.payloadOffset
        // An acknowledgment from before the run stands at the same place.
        guard let tcp = headers.tcp, tcp.sequence == cut.start, payload > 0, payload < cut.length else { return }
        size = payload + tcp.optionsLength
        cut.length = 0
    }
}

extension ConnectionTable.Place {
    fileprivate init(_ place: Int, _ connection: ConnectionTable.Connection, _ direction: Direction, _ bytes: Int) {
        let segments = direction == .fromNode ? connection.segmentsFromNode : connection.segmentsToNode
        self.init(
            connection: place, service: connection.service, number: connection.number, bytes: bytes,
            segmentSize: segments.size
        )
    }
}
