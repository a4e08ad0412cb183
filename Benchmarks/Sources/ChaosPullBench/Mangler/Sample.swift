/// One measurement of one contender with one load.
struct Sample {
    /// Gbit/s, packets per second, or microseconds there and back, depending on the load.
    let value: Double
    /// The 99th percentile in microseconds there and back; 0 except for `Load.ping`.
    let high: Double
    /// Packets that were sent and did not arrive.
    let lost: Double
    /// Packets that the kernel dropped at the queue.
    let dropped: Int
    /// Microseconds of processor for each queued packet; nil if none was.
    let processor: Double?

    init(_ load: Load, _ numbers: [Double], counts: QueueCounts, nanoseconds: UInt64) {
        switch load {
        case .stream:
            value = numbers[0] * 8 / max(1, numbers[1])
            (high, lost) = (0, 0)
        case .flood, .paced:
            value = numbers.count > 2 ? numbers[1] * 1e9 / max(1, numbers[2]) : 0
            (high, lost) = (0, numbers[0] - numbers[1])
        case .ping:
            (value, high, lost) = (numbers[0] / 1000, numbers[1] / 1000, 0)
        }
        dropped = counts.dropped
        processor = counts.packets > 100 ? Double(nanoseconds) / 1000 / Double(counts.packets) : nil
    }
}
