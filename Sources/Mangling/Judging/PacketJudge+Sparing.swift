import Faults
import WireFormats

extension PacketJudge {
    /// Whether the faults that have to see a packet segment by segment are going to spare each of them, so that nobody
    /// need cut it.
    ///
    /// If so each of them is counted, recorded and told in the timeline, as it is in the other queue. If not, or if that
    /// cannot be known, nothing is counted here.
    mutating func spares(
        _ run: SegmentRun, _ headers: PacketHeaders, _ head: UnsafeRawBufferPointer, _ direction: Direction,
        at place: ConnectionTable.Place, in stream: Stream, starts: ClosedRange<Int>, time: Duration,
        record: (Event.Body) -> Void
    ) -> Bool {
        let segment = PacketFacts(
            headers: run.segment(of: headers), direction: direction, service: place.service, dns: nil)
        for suspect in stream.suspects {
            suspect.spared = nil
            guard suspect.fault.hasEffect(on: segment, bytes: head, after: PacketFate()) else { continue }
            switch suspect.armed.foresee(
                run.count, in: stream.flow, direction: direction, starts: starts, time: time)
            {
            case .nothing: break
            case .unknown: return false
            case .spared(let run): suspect.spared = run
            }
        }
        for suspect in stream.suspects {
            guard let spared = suspect.spared else { continue }
            suspect.armed.count(spared, in: stream.flow, direction: direction, time: time)
        }
        // The faults in turn about each segment, as the timeline has it.
        for index in 0..<run.count {
            for suspect in stream.suspects {
                guard let ordinals = suspect.spared?.ordinals, index < ordinals.count else { continue }
                log.spared(
                    PacketOccurrence(segment, stream.flow, ordinals.lowerBound + index, suspect.armed), record: record)
            }
        }
        return true
    }
}
