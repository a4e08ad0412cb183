/// The online processors.
enum OnlineProcessors {
    static func current() throws -> [Int32] {
        let text = try readTextFile("/sys/devices/system/cpu/online").trimmed
        guard let processors = list(text), !processors.isEmpty else {
            throw SandboxError(.refused, "/sys/devices/system/cpu/online says '\(text)'; expected a list such as 0-3,5")
        }
        return processors
    }

    /// Reads a list of numbers and ranges such as `0-3,5` (Linux, Documentation/admin-guide/cputopology.rst).
    static func list(_ text: String) -> [Int32]? {
        var processors: [Int32] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
                // The upper limit of Linux (NR_CPUS).
                first >= 0, last >= first, last < 8192
            else { return nil }
            processors += first...last
        }
        return processors
    }
}
