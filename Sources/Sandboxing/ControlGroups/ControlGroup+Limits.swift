import SystemPackage

extension ControlGroup {
    /// How long a period of the scheduler is, in microseconds; the kernel's own default (CONFIG_CFS_BANDWIDTH).
    static let period = 100_000

    /// Sets a limit, or lifts it.
    ///
    /// - Parameter isLifted: undoes the limit of this kind, whatever its value.
    func set(_ limit: ProgramLimit, isLifted: Bool = false) throws {
        switch (limit, version) {
        case (.memory(let bytes), _): try setMemory(isLifted ? nil : bytes)
        case (.processor(let share), .one):
            try write("\(Self.period)", to: "cpu.cfs_period_us")
            try write(isLifted ? "-1" : "\(Self.quota(for: share))", to: "cpu.cfs_quota_us")
        case (.processor(let share), .two):
            try write("\(isLifted ? "max" : "\(Self.quota(for: share))") \(Self.period)", to: "cpu.max")
        case (.processes(let most), _): try write(isLifted ? "max" : "\(most)", to: "pids.max")
        case (.openFiles, _), (.disk, _): break
        }
    }

    private static func quota(for share: Double) -> Int { max(1000, Int((share * Double(period)).rounded())) }

    private func setMemory(_ bytes: Int?) throws {
        guard version == .one else {
            // Without it, a host with swap would only become slow.
            if has("memory.swap.max") { try write(bytes == nil ? "max" : "0", to: "memory.swap.max") }
            guard let bytes else { return try write("max", to: "memory.max") }
            // Version 2 kills at once for a limit below what there is; `high` only reclaims what can be.
            try write("\(bytes)", to: "memory.high")
            let had = read("memory.current").flatMap { Int($0.trimmed) } ?? 0
            try write("\(max(bytes, had))", to: "memory.max")
            return try write("max", to: "memory.high")
        }
        let (limit, both) = ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes")
        guard let bytes else {
            if has(both) { try write("-1", to: both) }
            return try write("-1", to: limit)
        }
        // Version 1 takes no limit below what cannot be reclaimed, which may grow meanwhile.
        var taken = bytes
        for attempt in 1... {
            do {
                try write("\(taken)", to: limit)
                break
            } catch Errno.resourceBusy where attempt < 100 {
                taken = max(bytes, read("memory.usage_in_bytes").flatMap { Int($0.trimmed) } ?? bytes)
            }
        }
        if has(both) { try? write("\(taken)", to: both) }
    }
}
