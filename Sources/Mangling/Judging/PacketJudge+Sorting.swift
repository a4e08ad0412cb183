import Faults
import WireFormats

extension PacketJudge {
    /// What to do with a packet in the queue of uncut packets.
    enum Sorting: Equatable {
        /// No fault needs it.
        case pass
        /// The faults that need it do the same to each of its segments.
        case ruled(Ruling?)
        /// A fault needs its segments one by one.
        case single
        /// No fault needs its connection any more.
        case letGo(ConnectionTable.Place, opens: Bool)
    }

    /// Decides whether a run of TCP segments has to be judged one by one.
    ///
    /// Wherever a fault counts, it counts single segments.
    ///
    /// Unreadable packets, and packets of connections whose SYN was not seen, are left to `judge`.
    ///
    /// - Parameters:
    ///   - head: the beginning of the packet, its headers at least.
    ///   - isRun: whether it holds several segments, as the kernel says.
    ///   - turn: above 0, and equal for packets that must not overtake one that is sent on.
    mutating func sort(
        _ head: UnsafeRawBufferPointer, isRun: Bool, turn: UInt64, time: Duration, record: (Event.Body) -> Void
    ) -> Sorting {
        guard let headers = try? PacketHeaders(parsing: head), let direction = Direction(of: headers),
            let place = flows.connections.place(of: headers, direction)
        else { return .single }
        let stream = stream(of: place, headers, direction)
        let starts = place.starts(of: headers)
        // A loop, because reduce(into:) would need an escaping closure.
        var interest = ArmedFault.Interest.over
        for suspect in stream.suspects {
            switch suspect.armed.interest(in: stream.flow, direction: direction, starts: starts, time: time) {
            case .over: break
            case .none: if interest == .over { interest = .none }
            case .uncut: if interest != .single { interest = .uncut }
            case .single: interest = .single
            }
        }
        let isBehind = flows.connections.isSentOn(place, direction, turn: turn)
        if interest == .single, !isBehind,
            let run = SegmentRun(headers, isRun: isRun, segmentSize: place.segmentSize),
            spares(
                run.count,
                of: PacketFacts(
                    headers: run.segment(of: headers), direction: direction, service: place.service, dns: nil),
                head, in: stream, starts: starts, time: time, record: record)
        {
            return .pass
        }
        if interest == .single || isBehind {
            flows.connections.noteSentOn(place, direction, turn: turn)
            if isRun { flows.connections.noteCut(headers, at: place, direction) }
            return .single
        }
        if interest == .uncut {
            let packet = PacketFacts(headers: headers, direction: direction, service: place.service, dns: nil)
            let ruling = rule(
                about: packet, head, in: stream.flow, passed: place.bytes, by: stream.suspects, time: time,
                record: record,
                where: {
                    $0.armed.interest(in: stream.flow, direction: direction, starts: starts, time: time) == .uncut
                }
            )
            return .ruled(ruling)
        }
        guard interest == .over, letsConnectionsGo, isOver(place, headers.reversed, direction.reversed, time) else {
            return .pass
        }
        let opens = headers.tcp?.flags.contains(.syn) == true && direction == .fromNode
        return .letGo(place, opens: opens)
    }

    private mutating func isOver(
        _ place: ConnectionTable.Place, _ headers: PacketHeaders, _ direction: Direction, _ time: Duration
    ) -> Bool {
        let stream = stream(of: place, headers, direction)
        return stream.suspects.allSatisfy { $0.armed.isOver(for: stream.flow, direction: direction, time: time) }
    }
}

extension ConnectionTable.Place {
    /// Where the first segment of a packet begins in the stream, and the last place where its last segment can begin.
    fileprivate func starts(of headers: PacketHeaders) -> ClosedRange<Int> {
        bytes...(bytes + max(0, headers.packetLength - headers.payloadOffset - 1))
    }
}

extension PacketHeaders {
    /// The headers of a packet in the other direction.
    fileprivate var reversed: PacketHeaders {
        var other = self
        swap(&other.source, &other.destination)
        swap(&other.sourcePort, &other.destinationPort)
        return other
    }
}

extension Direction {
    fileprivate var reversed: Direction { self == .toNode ? .fromNode : .toNode }
}
