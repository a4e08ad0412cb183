import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The name of the folder of a control group: it says which process answers for it.
struct ControlGroupName: Equatable {
    /// The process id of a harness.
    let process: Int32
    /// When it started, as proc_pid_stat(5) counts; a number alone may be used again.
    let start: String

    private static let prefix = "chaospull-"
    private static let count = Atomic(0)

    /// A name that no other sandbox of this machine has.
    static func next() -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        return "\(prefix)\(getpid())-\(startTime(of: getpid()) ?? "0")-\(number)"
    }

    /// Reads the name of a folder; nil if it is not one of ours.
    init?(_ name: String) {
        let words = name.dropFirst(Self.prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard name.hasPrefix(Self.prefix), words.count == 3, let process = Int32(words[0]), Int(words[2]) != nil,
            !words[1].isEmpty, words[1].allSatisfy(\.isNumber)
        else { return nil }
        self.process = process
        start = String(words[1])
    }

    /// Whether the process that made it still lives.
    var isInUse: Bool { Self.startTime(of: process) == start }

    /// The 22nd field; the name of the program before may contain anything.
    private static func startTime(of process: Int32) -> String? {
        guard let text = try? readTextFile("/proc/\(process)/stat"), let end = text.lastIndex(of: ")") else {
            return nil
        }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }
}
