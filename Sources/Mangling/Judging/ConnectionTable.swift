import Faults
import WireFormats

/// Numbers the TCP connections that the node opens to each role, and tracks how far each has come.
struct ConnectionTable {
    /// What is known about the connection of one segment.
    struct Place: Equatable {
        /// The index of the connection in this table.
        let connection: Int
        let service: Role
        /// The ordinal of the connection among those to its role, from 1, in the order of their SYNs.
        let number: Int
        /// Bytes of payload that came before the segment in its direction.
        let bytes: Int
        /// The size of a full segment in its direction, options and payload in bytes, as measured; 0 if none was seen.
        let segmentSize: Int
    }

    private struct Ends: Hashable {
        let node: IPAddress
        let service: IPAddress
        let nodePort: UInt16
        let servicePort: UInt16

        /// Uses the node's port only: connections that are open at the same time seldom share it.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt32(nodePort) << 16 | UInt32(servicePort))
        }
    }

    /// What is kept for each direction.
    private struct Way {
        /// When packets were last sent on to the queue of single packets.
        var turn: UInt64 = 0
        /// The size of a full segment, options and payload; 0 if none was seen.
        var segmentSize = 0
        /// The last packet that the kernel cut: where it begins, and how many bytes it holds.
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

    /// More connections than any pull opens; if a hostile node opens more, they get no number.
    private static let limit = 1 << 17

    private var connections: [Connection] = []
    private var places: [Ends: Int] = [:]
    /// The connection that was looked up last: packets come in runs.
    private var last: (ends: Ends, place: Int)?
    private var counts: [Role: Int] = [:]

    /// Notes a segment, whether or not a fault matches it; nil if the node did not open its connection, or if the SYN
    /// was not seen.
    ///
    /// A SYN with another sequence number between the same ends is a new connection; one with the same number is a
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
            // Kept out of the call below, where it would make Swift copy the table.
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

    /// Adds a new connection, replacing one that had the same ends; false if there are too many.
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

    /// Notes that a run of segments is about to be cut; the pieces will show their size.
    mutating func noteCut(_ headers: PacketHeaders, at place: Place, _ direction: Direction) {
        guard let tcp = headers.tcp else { return }
        connections[place.connection][direction].cut = (tcp.sequence, headers.packetLength - headers.payloadOffset)
    }

    /// Measures the first segment of a run that was cut: it is a full one.
    mutating func measure(_ headers: PacketHeaders, at place: Place, _ direction: Direction) {
        let cut = connections[place.connection][direction].cut
        let payload = headers.packetLength - headers.payloadOffset
        // An acknowledgment from before the run has the same sequence number.
        guard let tcp = headers.tcp, tcp.sequence == cut.start, payload > 0, payload < cut.length else { return }
        connections[place.connection][direction].segmentSize = payload + tcp.optionsLength
        connections[place.connection][direction].cut.length = 0
    }

    /// Notes that a packet of a direction is sent on to the queue of single packets.
    mutating func noteSentOn(_ place: Place, _ direction: Direction, turn: UInt64) {
        connections[place.connection][direction].turn = turn
    }

    /// Whether one was sent on in this turn, so that later packets must not overtake it.
    func isSentOn(_ place: Place, _ direction: Direction, turn: UInt64) -> Bool {
        connections[place.connection][direction].turn == turn
    }

    /// Notes that a connection is let go; false if it already was.
    mutating func letGo(_ place: Place) -> Bool {
        guard !connections[place.connection].isLetGo else { return false }
        connections[place.connection].isLetGo = true
        return true
    }
}
