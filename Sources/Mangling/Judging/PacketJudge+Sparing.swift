import Faults
import WireFormats

extension PacketJudge {
    /// Whether the faults that have to see a packet segment by segment are going to spare each of them, so that nobody
    /// need cut it.
    ///
    /// If so each of them is counted, recorded and told in the timeline, as it is in the other queue. If not, or if that
    /// cannot be known, nothing is counted here.
    ///
    /// - Parameters:
    ///   - count: how many there are.
    ///   - segment: what is the same for all of them.
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
        // The faults in turn about each segment, as the timeline has it.
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
