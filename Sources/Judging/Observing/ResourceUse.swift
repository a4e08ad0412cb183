import Faults

/// A limit of the machine that a fault set for the puller, and what the kernel counted in the judged pull.
public struct ResourceUse: Sendable, Codable, Equatable {
    /// What was limited.
    public var resource: LimitedResource
    /// What set the limit: `cgroup v1`, `cgroup v2` or `RLIMIT_NOFILE`.
    public var by: String
    /// The limit when the pull had ended: bytes, a share of one processor, or a number; nil if none was in force.
    public var limit: Double?
    /// The most that the puller had at once, in bytes or processes, its daemon's start included; nil where the kernel
    /// does not tell.
    public var peak: Int?
    /// How often the limit was met: memory had to be reclaimed first, a process was not made, a file was not opened, the
    /// processor was withheld for the rest of a period, or requests to the disk had to wait.
    public var hits: Int
    /// Processes that were killed for want of memory; nil for other resources.
    public var kills: Int?
    /// For how long the processor was withheld, in seconds, over all processors, or for how long at least requests to the
    /// disk had to wait; nil for other resources.
    public var withheldSeconds: Double?
    /// What was read of the disk and written to it; nil for other resources.
    public var bytes: Int?

    package init(
        _ resource: LimitedResource, by: String, limit: Double?, peak: Int? = nil, hits: Int, kills: Int? = nil,
        withheldSeconds: Double? = nil, bytes: Int? = nil
    ) {
        self.resource = resource
        self.by = by
        self.limit = limit
        self.peak = peak
        self.hits = hits
        self.kills = kills
        self.withheldSeconds = withheldSeconds
        self.bytes = bytes
    }
}

extension ResourceUse {
    /// What the kernel counted, for people; nil if the puller did not meet the limit.
    package var met: String? {
        guard hits > 0 || (kills ?? 0) > 0 else { return nil }
        return switch resource {
        case .memory:
            [
                (kills ?? 0) > 0 ? "\(counted(kills ?? 0, "process", "processes")) killed" : nil,
                hits > 0 ? "at the limit \(times)" : nil,
            ]
            .compactMap(\.self).joined(separator: ", ")
        case .processor:
            "throttled in \(counted(hits, "period", "periods")), for \(withheld)"
        case .processes: "refused another process \(times)"
        case .openFiles: "refused another open file \(times)"
        case .disk: "requests had to wait \(times), for at least \(withheld), with \(moved)"
        }
    }

    private var withheld: String { Units.text(.seconds((withheldSeconds ?? 0).clampedSeconds)) }
    private var moved: String { "\(Units.text(bytes: bytes ?? 0)) read and written" }

    /// For people, as in `memory by cgroup v1: limit 32 MiB, peak 32 MiB, 1 process killed, at the limit 12 times`.
    package var text: String {
        let parts = [limit.map { "limit \(worded($0))" } ?? "no limit", peak.map { "peak \(worded(Double($0)))" }]
        return "\(resource.rawValue) by \(by): "
            + (parts.compactMap(\.self) + [met ?? neverMet]).joined(separator: ", ")
    }

    /// The same with printable text; a result may come from an edited file.
    package var printable: ResourceUse {
        var use = self
        use.by = by.printable
        return use
    }

    private var neverMet: String { bytes == nil ? "never met" : "not seen to be met, with \(moved)" }

    private var times: String { hits == 1 ? "once" : "\(hits) times" }

    private func counted(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private func worded(_ value: Double) -> String {
        switch resource {
        case .memory: Units.text(bytes: Int(exactly: value.rounded()) ?? .max)
        case .processor: "\(Units.exact(percent: value)) of a processor"
        case .disk: "\(Units.text(bytes: Int(exactly: value.rounded()) ?? .max)) a second"
        case .processes, .openFiles: "\(Int(exactly: value.rounded()) ?? .max)"
        }
    }
}
