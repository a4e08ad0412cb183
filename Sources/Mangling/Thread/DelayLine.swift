/// Packets that have passed the faults and are still on their way through the network.
///
/// All take the same time, so the line is first in, first out.
///
/// It comes after all faults, so a network delay changes neither what faults see nor what they decide.
struct DelayLine {
    enum Departure {
        /// A packet of the queue, and its followers.
        case packet(HeldPackets.Held)
        /// The mangler's own packets.
        case own([[UInt8]])
    }

    private let delay: UInt64
    private var departures: [(due: UInt64, what: Departure)] = []
    /// The index of the first departure that has not left.
    private var first = 0

    init(_ delay: Duration) { self.delay = delay.wholeNanoseconds }

    /// Whether nothing ever waits here.
    var isInstant: Bool { delay == 0 }

    var nextDue: UInt64? { first < departures.count ? departures[first].due : nil }

    /// - Parameter time: now, in nanoseconds of the monotonic clock.
    mutating func append(_ what: Departure, at time: UInt64) {
        departures.append((time &+ delay, what))
    }

    /// Removes the first one if it is due by `time`; with nil, in any case.
    mutating func popFirst(dueBy time: UInt64?) -> Departure? {
        guard first < departures.count, time.map({ departures[first].due <= $0 }) ?? true else { return nil }
        let what = departures[first].what
        first += 1
        // Each element is moved at most twice in total.
        if first == departures.count || first >= 1024 && first * 2 > departures.count {
            departures.removeFirst(first)
            first = 0
        }
        return what
    }
}
