import Faults
import WireFormats

extension PacketJudge {
    /// Whether the faults that need a packet segment by segment are going to spare all of its segments, so that it need
    /// not be cut.
    ///
    /// If so, each segment is counted, recorded and put into the timeline, just as in the other queue. If not, or if
    /// that cannot be known, nothing is counted here.
    ///
    /// - Parameters:
    ///   - count: the number of segments.
    ///   - segment: what all segments have in common.
    mutating func spares(
        _ count: Int, of segment: PacketFacts, _ head: UnsafeRawBufferPointer, in stream: Stream,
        starts: ClosedRange<Int>, time: Duration, record: (Event.Body) -> Void
    ) -> Bool {
        let direction = segment.direction
        for suspect in stream.suspects {
            suspect.spared = nil
            guard suspect.fault.hasEffect(on: segment, bytes: head, after: PacketFate()) else { continue }
            switch suspect.armed.foresee(
                count, in: stream.flow, direction: direction, starts: starts, time: time)
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
        // All faults for the first segment, then for the second, as the timeline orders them.
        for index in 0..<count {
            for suspect in stream.suspects {
                guard let ordinals = suspect.spared?.ordinals, index < ordinals.count else { continue }
                log.spared(
                    PacketOccurrence(segment, stream.flow, ordinals.lowerBound + index, suspect.armed), record: record)
            }
        }
        return true
    }
}
