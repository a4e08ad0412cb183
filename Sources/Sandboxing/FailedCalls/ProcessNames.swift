/// The names of processes by their numbers, from what the kernel told of them.
///
/// A process that failed may be gone by the time that it is asked about, so names are kept from when they were given.
struct ProcessNames {
    private var names: [Int32: String] = [:]

    /// Processes that are known at once; what starts beyond is named by its number.
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

    /// What the process is called: as the kernel told, else as it is called now, else by its number.
    func name(of process: Int32) -> String {
        let name = names[process] ?? (try? readTextFile("/proc/\(process)/comm"))?.trimmed ?? "process \(process)"
        // A program that executes itself anew, as dockerd does to unpack a layer, is called after /proc/self/exe.
        guard name == "exe", let words = try? readTextFile("/proc/\(process)/cmdline"),
            let first = words.split(separator: "\0").first?.split(separator: "/").last
        else { return name }
        return String(first.prefix(15))
    }
}
