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

    /// What is kept for each direction.
    private struct Way {
        /// When packets were last sent on to the queue of single packets.
        var turn: UInt64 = 0
        /// What a full segment carries, options and payload; 0 if none was seen.
        var segmentSize = 0
        /// The last run that is cut: where it begins, and how many bytes it holds.
        var cut: (start: UInt32, length: Int) = (0, 0)
    }

    private struct Connection {
        let service: Role
        let number: Int
        var fromNode: SequencePosition
        /// Nil until the service has answered.
        var toNode: SequencePosition?
        var isLetGo = false
        private var wayFromNode = Way()
        private var wayToNode = Way()

        init(service: Role, number: Int, fromNode: SequencePosition) {
            (self.service, self.number, self.fromNode) = (service, number, fromNode)
        }

        subscript(direction: Direction) -> Way {
            get { direction == .fromNode ? wayFromNode : wayToNode }
            set { if direction == .fromNode { wayFromNode = newValue } else { wayToNode = newValue } }
        }
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
            // Apart from the call, which would have the table copied.
            let bytes = connections[place].fromNode.bytes(before: first)
            return known(place, direction, bytes: bytes)
        }
        var position = connections[place].toNode ?? SequencePosition(base: first)
        if opens, position.base != first { position = SequencePosition(base: first) }
        let bytes = position.bytes(before: first)
        connections[place].toNode = position
        return known(place, direction, bytes: bytes)
    }

    private func known(_ place: Int, _ direction: Direction, bytes: Int) -> Place {
        let connection = connections[place]
        return Place(
            connection: place, service: connection.service, number: connection.number, bytes: bytes,
            segmentSize: connection[direction].segmentSize
        )
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
        connections[place.connection][direction].cut = (tcp.sequence, headers.packetLength - headers.payloadOffset)
    }

    /// Measures the first segment of a run that was cut, which is a full one.
    mutating func measure(_ headers: PacketHeaders, at place: Place, _ direction: Direction) {
        let cut = connections[place.connection][direction].cut
        let payload = headers.packetLength - headers.payloadOffset
        // An acknowledgment from before the run stands at the same place.
        guard let tcp = headers.tcp, tcp.sequence == cut.start, payload > 0, payload < cut.length else { return }
        connections[place.connection][direction].segmentSize = payload + tcp.optionsLength
        connections[place.connection][direction].cut.length = 0
    }

    /// Takes note that a packet of a direction goes to the queue of single packets.
    mutating func noteSentOn(_ place: Place, _ direction: Direction, turn: UInt64) {
        connections[place.connection][direction].turn = turn
    }

    /// Whether one went there in this turn, so that what comes behind it must not overtake it.
    func isSentOn(_ place: Place, _ direction: Direction, turn: UInt64) -> Bool {
        connections[place.connection][direction].turn == turn
    }

    /// Takes note that a connection is let go; false if it was before.
    mutating func letGo(_ place: Place) -> Bool {
        guard !connections[place.connection].isLetGo else { return false }
        connections[place.connection].isLetGo = true
        return true
    }
}
