import Faults
import WireFormats

extension PacketJudge {
    /// What becomes of a packet in the queue of uncut packets.
    enum Sorting: Equatable {
        /// No fault asks for anything of it.
        case pass
        /// The faults that ask for something do the same to each of its segments.
        case ruled(Ruling?)
        /// A fault has to see its segments one by one.
        case single
        /// No fault asks for anything of its connection any more.
        case letGo(ConnectionTable.Place, opens: Bool)
    }

    /// Finds out whether a run of TCP segments has to be judged one by one; the numbers of occurrences are those of
    /// single segments wherever a fault counts.
    ///
    /// What is not understood, and what belongs to no connection whose SYN was seen, is left to `judge`.
    ///
    /// - Parameters:
    ///   - head: the beginning of the packet, its headers at least.
    ///   - isRun: whether the kernel says that it holds several segments.
    ///   - turn: above 0 and the same for packets none of which may overtake another that is sent on.
    mutating func sort(
        _ head: UnsafeRawBufferPointer, isRun: Bool, turn: UInt64, time: Duration, record: (Event.Body) -> Void
    ) -> Sorting {
        guard let headers = try? PacketHeaders(parsing: head), let direction = Direction(of: headers),
            let place = flows.connections.place(of: headers, direction)
        else { return .single }
        let stream = stream(of: place, headers, direction)
        let starts = place.starts(of: headers)
        // As reduce(into:) would, and without a closure that escapes.
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
    /// Where the first segment of a packet begins in the stream, and where the last one may.
    fileprivate func starts(of headers: PacketHeaders) -> ClosedRange<Int> {
        bytes...(bytes + max(0, headers.packetLength - headers.payloadOffset - 1))
    }
}

extension PacketHeaders {
    /// Those of a packet that goes the other way.
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
