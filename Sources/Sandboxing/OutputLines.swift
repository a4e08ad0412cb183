/// Cuts what a program prints into lines; a line that does not end is cut too, so that no program can fill the memory.
struct OutputLines {
    /// 64 KiB, far more than a person reads and less than a puller can print.
    static let longestLine = 65_536

    private var rest: [UInt8] = []

    /// Takes the next piece and gives the lines that it completes.
    mutating func lines(completedBy piece: some Collection<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in piece {
            if byte == UInt8(ascii: "\n") || rest.count == Self.longestLine { lines.append(take()) }
            if byte != UInt8(ascii: "\n") { rest.append(byte) }
        }
        return lines
    }

    /// What came after the last line break, if anything.
    mutating func last() -> String? { rest.isEmpty ? nil : take() }

    private mutating func take() -> String {
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        defer { rest.removeAll(keepingCapacity: true) }
        return String(decoding: rest, as: UTF8.self)
    }
}
