/// Tells from what the kernel counts of a disk whether a limit has made requests wait, and for how long at least.
///
/// The kernel counts bytes, not waits. Of version 1 it counts what is asked for at once. A limit lets no more through
/// than its rate, and a little for a beginning. So what is asked for beyond that waits. Of version 2 it counts what has
/// passed. A limit was met in a time in which bytes passed at its rate, and processes waited for the disk.
package struct DiskWait: Sendable {
    /// What was read and written, in bytes.
    package private(set) var bytes = 0
    /// How often requests had to wait, with times in between without.
    package private(set) var times = 0
    /// For how long, at least.
    package private(set) var duration = Duration.zero
    /// What was seen last.
    package private(set) var last: DiskUse?

    private var lastTime = Duration.zero
    private var isWaiting = false
    /// By how many bytes reading and writing are ahead of what the limit lets through.
    private var ahead: [Double] = [0, 0]
    /// Where the time began that is looked at, for version 2.
    private var window: (use: DiskUse, time: Duration)?

    package init() {}

    /// Adds what the kernel tells now.
    ///
    /// - Parameter time: of the look, by a clock that only goes on.
    package mutating func note(_ use: DiskUse, at time: Duration) {
        defer { (last, lastTime) = (use, time) }
        guard let last else { return }
        let grown = use.growth(since: last)
        bytes += grown.reduce(0, +)
        guard let rate = use.rate, last.rate == rate else {
            (ahead, window, isWaiting) = ([0, 0], nil, false)
            return
        }
        switch use.version {
        case .one: noteAsked(grown, in: time - lastTime, Double(rate))
        case .two: notePassed(use, at: time, Double(rate))
        }
    }

    private mutating func noteAsked(_ grown: [Int], in time: Duration, _ rate: Double) {
        // What waited at the last look went on doing so for as long as it takes.
        if let most = ahead.max(), most > rate * Self.beginning {
            duration += min(time, .seconds(most / rate - Self.beginning))
        }
        for way in ahead.indices { ahead[way] = max(0, ahead[way] + Double(grown[way]) - rate * (time / .seconds(1))) }
        set(isWaiting: (ahead.max() ?? 0) > rate * Self.beginning)
    }

    private mutating func notePassed(_ use: DiskUse, at time: Duration, _ rate: Double) {
        guard let began = window else {
            window = (use, time)
            return
        }
        let length = time - began.time
        guard length >= Self.window else { return }
        window = (use, time)
        let passed = Double(use.growth(since: began.use).max() ?? 0)
        let waited = max(.zero, (use.pressure ?? .zero) - (began.use.pressure ?? .zero))
        let isMet = passed >= 0.8 * rate * (length / .seconds(1)) && waited >= length / 2
        if isMet { duration += min(length, waited) }
        set(isWaiting: isMet)
    }

    private mutating func set(isWaiting: Bool) {
        if isWaiting && !self.isWaiting { times += 1 }
        self.isWaiting = isWaiting
    }

    /// How many seconds' worth passes at once at a beginning: three of the kernel's slices (block/blk-throttle.c).
    private static let beginning = 0.3

    /// Long enough for the slices to even out.
    private static let window = Duration.milliseconds(500)
}

extension DiskUse {
    /// Bytes read and bytes written; after a loss of power it is another disk, which counts anew.
    fileprivate func growth(since before: DiskUse) -> [Int] {
        [
            read >= before.read ? read - before.read : read,
            written >= before.written ? written - before.written : written,
        ]
    }
}
