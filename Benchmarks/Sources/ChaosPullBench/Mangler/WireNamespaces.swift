/// The namespaces node, wire and net for the bench, like those of a run.
struct WireNamespaces {
    private let holder: Companion
    private let first: String

    init() throws {
        holder = try Companion(
            [
                "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "sh",
                "Benchmarks/wire.sh",
            ])
        // The namespaces' files are in the mount namespace of the launcher's child.
        let launcher = holder.process
        let children = try TextFile.read("/proc/\(launcher)/task/\(launcher)/children")
        guard let child = children.split(separator: " ").first else {
            throw BenchError("the namespaces of the bench ended at once; see their messages above")
        }
        first = String(child)
    }

    func path(_ name: String) -> String { "/proc/\(first)/root/run/netns/\(name)" }

    /// A command in the wire namespace.
    func inWire(_ words: [String]) -> [String] { ["nsenter", "--net=\(path("wire"))", "--"] + words }

    /// Loads firewall rules, replacing the earlier ones.
    func load(_ rules: [String]) throws {
        let text = (["*filter"] + rules + ["COMMIT"]).map { $0 + "\n" }.joined()
        _ = try Companion.run(inWire(["iptables-restore"]), input: text)
    }

    /// What the kernel counted in the queues of the wire namespace.
    func queueCounts(of companion: Companion) throws -> QueueCounts {
        QueueCounts(try TextFile.read("/proc/\(companion.process)/net/netfilter/nfnetlink_queue"))
    }

    func remove() { holder.stop(byForce: false) }
}

/// The sum of all lines of `/proc/net/netfilter/nfnetlink_queue`.
struct QueueCounts {
    /// Packets that were queued.
    var packets = 0
    /// Packets that the kernel dropped, because the queue or its socket was full.
    var dropped = 0

    /// Reads queue, port, waiting, copy mode, copy range, queue dropped, user dropped, last id, 1.
    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let columns = line.split(separator: " ").map { Int($0) ?? 0 }
            guard columns.count >= 8 else { continue }
            dropped += columns[5] + columns[6]
            packets += columns[7]
        }
    }
}
