import Foundation
import Sandboxing

/// What a run must not change about the machine.
struct HostState: Equatable {
    var links: String
    var routes: String
    var rules: String
    var mounts: String
    var cgroups: [String]
    var namedNamespaces: [String]

    static func now() async throws -> HostState {
        HostState(
            links: try await output("ip", "-o", "link"),
            routes: try await output("ip", "route", "show", "table", "all")
                + output("ip", "-6", "route", "show", "table", "all"),
            rules: try await output("iptables-save") + output("ip6tables-save"),
            mounts: try readTextFile("/proc/self/mountinfo"),
            // Other tests run meanwhile; each looks for those of its own harness.
            cgroups: cgroupFolders().filter { !$0.contains("/chaospull-") },
            namedNamespaces: (try? FileManager.default.contentsOfDirectory(atPath: "/run/netns").sorted()) ?? []
        )
    }

    /// All folders of control groups, without the place where they are mounted; a folder that vanishes is left out.
    static func cgroupFolders() -> [String] {
        var found: [String] = []
        var waiting = [""]
        while let folder = waiting.popLast() {
            let place = "/sys/fs/cgroup" + folder
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: place + "/" + name, isDirectory: &isDirectory),
                    isDirectory.boolValue
                else { continue }
                found.append(folder + "/" + name)
                // Version 1 has links such as cpu to cpu,cpuacct beside the folders.
                let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: place + "/" + name)) != nil
                if !isLink { waiting.append(folder + "/" + name) }
            }
        }
        return found.sorted()
    }

    private static func output(_ arguments: String...) async throws -> String {
        let end = try await FinishedProgram.of("/usr/bin/env", arguments)
        // Counters and dates of iptables-save change by themselves.
        return end.output.split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.hasPrefix(":") }.joined(separator: "\n")
    }
}

/// A process by number and start time, so that a reused number is not mistaken for it.
struct ProcessIdentity: Hashable, CustomStringConvertible {
    let number: Int32
    let start: String
    let name: String

    var description: String { "\(name) (\(number))" }

    /// All processes below one, itself included.
    static func tree(below root: Int32) -> Set<ProcessIdentity> {
        let all = living()
        var tree: Set<Int32> = [root]
        var hasGrown = true
        while hasGrown {
            let children = all.filter { tree.contains($0.parent) && !tree.contains($0.identity.number) }
            tree.formUnion(children.map(\.identity.number))
            hasGrown = !children.isEmpty
        }
        return Set(all.map(\.identity).filter { tree.contains($0.number) })
    }

    static func living() -> [(identity: ProcessIdentity, parent: Int32)] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { entry in
            guard let number = Int32(entry),
                let stat = try? readTextFile("/proc/\(number)/stat"),
                let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
            else { return nil }
            // After the name come state, parent, …; the start time is the 22nd field (proc_pid_stat(5)).
            let fields = stat[stat.index(after: close)...].split(separator: " ")
            guard fields.count > 19, fields[0] != "Z", let parent = Int32(fields[1]) else { return nil }
            let name = String(stat[stat.index(after: open)..<close])
            return (ProcessIdentity(number: number, start: String(fields[19]), name: name), parent)
        }
    }
}
