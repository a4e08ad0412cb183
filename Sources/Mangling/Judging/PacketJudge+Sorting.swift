import Faults
import WireFormats

extension PacketJudge {
    /// What becomes of a packet in the queue of uncut packets.
    enum Sorting: Equatable {
        /// No fault asks for anything of it.
        case pass
        /// The faults that ask for something do the same to each of its segments.
        case ruled(Ruling)
        /// A fault has to see its segments one by one.
        case single
        /// No fault asks for anything of its connection any more.
        case letGo(ConnectionTable.Ends, opens: Bool)
    }

    /// Finds out whether a run of TCP segments has to be judged one by one; the numbers of occurrences are those of
    /// single segments wherever a fault counts.
    ///
    /// What is not understood, and what belongs to no connection whose SYN was seen, is left to `judge`.
    ///
    /// - Parameters:
    ///   - head: the beginning of the packet, its headers at least.
    ///   - turn: above 0 and the same for packets none of which may overtake another that is sent on.
    mutating func sort(
        _ head: UnsafeRawBufferPointer, turn: UInt64, time: () -> Duration, record: (Event.Body) -> Void
    ) -> Sorting {
        guard let headers = try? PacketHeaders(parsing: head), let packet = Self.facts(of: headers),
            let place = flows.place(of: packet), let service = packet.service
        else { return .single }
        let flow = FlowKey.connection(to: service, number: place.number)
        let time = time()
        let starts = place.starts(of: headers)
        // As reduce(into:) would, and without a closure that escapes.
        var interest = ArmedFault.Interest.over
        for suspect in suspects where suspect.match.covers(packet) {
            switch suspect.armed.interest(in: flow, direction: packet.direction, starts: starts, time: time) {
            case .over: break
            case .none: if interest == .over { interest = .none }
            case .uncut: if interest != .single { interest = .uncut }
            case .single: interest = .single
            }
        }
        if interest == .single || flows.connections.isSentOn(place.ends, packet.direction, turn: turn) {
            flows.connections.noteSentOn(place.ends, packet.direction, turn: turn)
            return .single
        }
        if interest == .uncut {
            let ruling = rule(
                about: packet, head, flow: flow, passed: place.bytes, time: time, record: record,
                where: {
                    $0.armed.interest(in: flow, direction: packet.direction, starts: starts, time: time) == .uncut
                }
            )
            return .ruled(ruling)
        }
        guard interest == .over, letsConnectionsGo, isOver(packet.reversed, flow, time: time) else { return .pass }
        let opens = headers.tcp?.flags.contains(.syn) == true && packet.direction == .fromNode
        return .letGo(place.ends, opens: opens)
    }

    private func isOver(_ packet: PacketFacts, _ flow: FlowKey, time: Duration) -> Bool {
        suspects.allSatisfy { suspect in
            !suspect.match.covers(packet)
                || suspect.armed.isOver(for: flow, direction: packet.direction, time: time)
        }
    }
}

extension ConnectionTable.Place {
    /// Where the first segment of a packet begins in the stream, and where the last one may.
    fileprivate func starts(of headers: PacketHeaders) -> ClosedRange<Int> {
        bytes...(bytes + max(0, headers.packetLength - headers.payloadOffset - 1))
    }
}
