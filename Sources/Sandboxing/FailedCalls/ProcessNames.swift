/// The names of processes by their ids, from the kernel's records.
///
/// A process may be gone when its name is needed, so names are kept when they are reported.
struct ProcessNames {
    private var names: [Int32: String] = [:]

    /// The most processes that are known at a time; further ones are named by their ids.
    private static let most = 100_000

    mutating func note(_ record: PerfRecord) {
        switch record {
        case .named(let process, let thread, let name, _):
            if process == thread { set(name, for: process) }
        case .forked(let process, let parent, _):
            if process != parent, let name = names[parent] { set(name, for: process) }
        case .exited(let process, let thread, _):
            if process == thread { names[process] = nil }
        case .returned: break
        }
    }

    private mutating func set(_ name: String, for process: Int32) {
        guard names.count < Self.most || names[process] != nil else { return }
        names[process] = name
    }

    /// The name of a process: as the kernel reported it, else its current name, else its id.
    func name(of process: Int32) -> String {
        let name = names[process] ?? (try? readTextFile("/proc/\(process)/comm"))?.trimmed ?? "process \(process)"
        // A program that executes itself again, as dockerd does to unpack a layer, gets its name from /proc/self/exe.
        guard name == "exe", let words = try? readTextFile("/proc/\(process)/cmdline"),
            let first = words.split(separator: "\0").first?.split(separator: "/").last
        else { return name }
        return String(first.prefix(15))
    }
}
