/// What the faults have let go and the network still carries: all of it takes the same time, so the first in is the first
/// out.
///
/// It stands behind every fault. So a delay of the network changes neither what faults meet nor what they decide.
struct DelayLine {
    enum Departure {
        /// A packet of the queue, and what follows it.
        case packet(HeldPackets.Held)
        /// Packets of the mangler's own.
        case own([[UInt8]])
    }

    private let delay: UInt64
    private var departures: [(due: UInt64, what: Departure)] = []
    /// Departures before this one have left.
    private var first = 0

    init(_ delay: Duration) { self.delay = delay.wholeNanoseconds }

    /// Nothing ever waits here.
    var isInstant: Bool { delay == 0 }

    var nextDue: UInt64? { first < departures.count ? departures[first].due : nil }

    /// - Parameter time: now, in nanoseconds of the monotonic clock.
    mutating func append(_ what: Departure, at time: UInt64) {
        departures.append((time &+ delay, what))
    }

    /// Takes the first one if it is due by then; nil takes it in any case.
    mutating func popFirst(dueBy time: UInt64?) -> Departure? {
        guard first < departures.count, time.map({ departures[first].due <= $0 }) ?? true else { return nil }
        let what = departures[first].what
        first += 1
        // Each is moved once or twice in all.
        if first == departures.count || first >= 1024 && first * 2 > departures.count {
            departures.removeFirst(first)
            first = 0
        }
        return what
    }
}
