/// What the kernel has counted in a control group for one controller; all but `limit` since the group was made.
package struct ControlGroupUse: Sendable, Equatable {
    package let version: ControlGroupVersion
    /// In bytes, as a share of one processor, or a number of processes; nil for no limit.
    package var limit: Double?
    /// The most that it had at once, in bytes or processes; nil where the kernel does not tell.
    package var peak: Int?
    /// How often the limit was met: memory that had to be reclaimed first, a process that was not made, or a period in
    /// which the processor was withheld.
    package var hits = 0
    /// Processes that were killed for want of memory.
    package var kills = 0
    /// For how long the processor was withheld, over all processors, in nanoseconds.
    package var withheld = 0

    /// - Parameter read: gives the text of a file of the group; nil if there is no such file.
    init(_ controller: Controller, _ version: ControlGroupVersion, read: (String) -> String?) {
        self.version = version
        let (number, keyed) = (Self.number, Self.keyed)
        switch (controller, version) {
        case (.memory, .one):
            limit = number(read("memory.limit_in_bytes")).flatMap { $0 >= Self.unlimited ? nil : Double($0) }
            peak = number(read("memory.max_usage_in_bytes"))
            hits = number(read("memory.failcnt")) ?? 0
            kills = keyed(read("memory.oom_control"), "oom_kill") ?? 0
        case (.memory, .two):
            limit = number(read("memory.max")).map(Double.init)
            peak = number(read("memory.peak"))
            hits = keyed(read("memory.events"), "max") ?? 0
            kills = keyed(read("memory.events"), "oom_kill") ?? 0
        case (.processor, _):
            limit =
                version == .one
                ? Self.quota(read("cpu.cfs_quota_us"), read("cpu.cfs_period_us"))
                : read("cpu.max").flatMap(Self.quota(text:))
            let text = read("cpu.stat")
            hits = keyed(text, "nr_throttled") ?? 0
            withheld = keyed(text, "throttled_time") ?? (keyed(text, "throttled_usec") ?? 0) * 1000
        case (.processes, _):
            limit = number(read("pids.max")).map(Double.init)
            peak = number(read("pids.peak"))
            hits = keyed(read("pids.events"), "max") ?? 0
        case (.io, _): break
        }
    }

    /// Of version 1, a limit that nothing can reach is none: LONG_MAX in whole pages.
    private static let unlimited = Int.max - (1 << 20)

    private static func number(_ text: String?) -> Int? { text.flatMap { Int($0.trimmed) } }

    /// The number behind a word at the start of a line.
    private static func keyed(_ text: String?, _ key: String) -> Int? {
        for line in text?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == key { return Int(words[1]) }
        }
        return nil
    }

    private static func quota(_ quota: String?, _ period: String?) -> Double? {
        guard let quota = number(quota), let period = number(period), quota > 0, period > 0 else { return nil }
        return Double(quota) / Double(period)
    }

    /// Of `cpu.max`, as in `5000 100000`.
    private static func quota(text: String) -> Double? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return words.count == 2 ? quota(words[0], words[1]) : nil
    }
}
