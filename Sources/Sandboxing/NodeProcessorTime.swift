#if canImport(Glibc)
import Glibc
#endif

/// What the processes of a node have used of the processor, at one moment.
package struct NodeProcessorTime: Sendable {
    private let entries: [ProcessTable.Entry]

    init(_ processes: ProcessTable) { entries = processes.entries }

    /// By how much it has grown since an earlier moment.
    ///
    /// What a process has used goes to its parent when that waits for it, and the node's first process waits for those
    /// without a parent. Only the time of a program's first process is gone with it: its parent is outside of the node.
    package func grown(since earlier: NodeProcessorTime) -> Duration {
        let numbers = Set(entries.map(\.number))
        let before = earlier.entries.filter { numbers.contains($0.number) || $0.parent != 0 }
        return .ticks(max(0, Self.sum(entries) - Self.sum(before)))
    }

    private static func sum(_ entries: [ProcessTable.Entry]) -> Int { entries.reduce(0) { $0 + $1.ticks } }
}

extension Duration {
    /// So many clock ticks, of which there are `sysconf(_SC_CLK_TCK)` in a second: 100 on every Linux.
    static func ticks(_ count: Int) -> Duration {
        let rate = max(1, sysconf(Int32(_SC_CLK_TCK)))
        return .nanoseconds(Int64(count) * (1_000_000_000 / Int64(rate)))
    }
}
