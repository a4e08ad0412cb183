#if canImport(Glibc)
import Glibc
#endif

/// The processes of a node and the largest resident set of each so far (proc_pid_status(5)).
struct ProcessTable {
    struct Entry: Equatable {
        let number: Int
        let parent: Int
        let name: String
        /// `VmHWM` in bytes; 0 for a process that has ended and is not yet waited for.
        let peak: Int
        /// Processor time of it and of the processes that it has waited for, in clock ticks (proc_pid_stat(5)).
        var ticks = 0
    }

    let entries: [Entry]

    /// The node decides how many there are.
    private static let most = 10_000

    /// - Parameter folder: the proc(5) of the node.
    init(in folder: String) {
        entries = Self.numbers(in: folder).compactMap { number in
            guard let status = try? readTextFile("\(folder)/\(number)/status") else { return nil }
            let stat = (try? readTextFile("\(folder)/\(number)/stat")) ?? ""
            return Entry(number, status: status, stat: stat)
        }
    }

    init(_ entries: [Entry]) { self.entries = entries }

    /// Apart from the first process and the program by which it waits.
    var pullers: [Entry] { entries.filter { $0.number != 1 && !($0.parent == 1 && $0.name == "cat") } }

    /// A process and its descendants.
    func tree(of root: Int) -> [Entry] {
        var (found, wave) = ([Entry](), entries.filter { $0.number == root })
        var left = entries.filter { $0.number != root }
        while !wave.isEmpty {
            found += wave
            let parents = Set(wave.map(\.number))
            wave = left.filter { parents.contains($0.parent) }
            left.removeAll { parents.contains($0.parent) }
        }
        return found
    }

    private static func numbers(in folder: String) -> [Int] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var numbers: [Int] = []
        while numbers.count < most, let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int(name) { numbers.append(number) }
        }
        return numbers
    }
}

extension ProcessTable.Entry {
    /// - Parameters:
    ///   - status: the text of proc_pid_status(5).
    ///   - stat: that of proc_pid_stat(5).
    init?(_ number: Int, status: String, stat: String = "") {
        var fields: [Substring: Substring] = [:]
        for line in status.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...]
        }
        func value(_ key: Substring) -> Int? {
            fields[key]?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        }
        guard let parent = value("PPid") else { return nil }
        self.init(
            number: number, parent: parent, name: String(fields["Name"] ?? "").trimmed,
            peak: (value("VmHWM") ?? 0) * 1024, ticks: Self.ticks(in: stat))
    }

    /// The fields 14 to 17; the name of the program before may contain anything.
    private static func ticks(in stat: String) -> Int {
        guard let end = stat.lastIndex(of: ")") else { return 0 }
        let fields = stat[stat.index(after: end)...].split(separator: " ").dropFirst(11).prefix(4)
        return fields.compactMap { Int($0) }.reduce(0, &+)
    }
}
