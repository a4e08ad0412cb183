#if canImport(Glibc)
import Glibc
#endif

/// What proc(5) says about a thread; asked while the thread waits.
struct ThreadFacts {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    /// The process that it belongs to; the thread itself if that cannot be told.
    var process: Int32 {
        let status = (try? readTextFile("/proc/\(number)/status")) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Tgid:") }
        return line.flatMap { Int32(String($0.dropFirst(5)).trimmed) } ?? number
    }

    /// Where a link in its folder leads, as in `fd/3`, `cwd` and `root`; nil without such a link.
    func link(_ name: String) -> String? {
        var text = [CChar](repeating: 0, count: Self.longestPath)
        let count = readlink("/proc/\(number)/\(name)", &text, text.count)
        guard count > 0 else { return nil }
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether its command line has such a word.
    func hasArgument(_ word: String) -> Bool {
        guard let line = try? readTextFile("/proc/\(number)/cmdline") else { return false }
        return line.split(separator: "\0").contains { $0 == word }
    }

    /// PATH_MAX of Linux, include/uapi/linux/limits.h.
    static let longestPath = 4096
}
