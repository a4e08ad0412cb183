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
        spared.removeAll(keepingCapacity: true)
        for suspect in stream.suspects where suspect.fault.hasEffect(on: segment, bytes: head, after: PacketFate()) {
            switch suspect.armed.foresee(
                run.count, in: stream.flow, direction: direction, starts: starts, time: time)
            {
            case .nothing: break
            case .unknown: return false
            case .spared(let run): spared.append((suspect, run))
            }
        }
        for (suspect, run) in spared {
            suspect.armed.count(run, in: stream.flow, direction: direction, time: time)
        }
        // The faults in turn about each segment, as the timeline has it.
        for index in 0..<run.count {
            for (suspect, ahead) in spared where index < ahead.ordinals.count {
                log.spared(
                    PacketOccurrence(segment, stream.flow, ahead.ordinals.lowerBound + index, suspect.armed),
                    record: record
                )
            }
        }
        return true
    }
}
