#if canImport(Glibc)
import Glibc
#endif

/// Cuts what a program prints into lines; a line that does not end is cut too, so that no program can fill the memory.
struct OutputLines {
    /// 64 KiB, far more than a person reads and less than a puller can print.
    static let longestLine = 65_536

    private var rest: [UInt8] = []

    /// Takes the next piece and gives the lines that it completes.
    mutating func lines(completedBy piece: UnsafeRawBufferPointer) -> [String] {
        var lines: [String] = []
        var start = 0
        while start < piece.count {
            let end = Self.lineBreak(in: piece, from: start)
            let stop = end ?? piece.count
            while rest.count + stop - start > Self.longestLine {
                let cut = start + Self.longestLine - rest.count
                rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[start..<cut]))
                lines.append(take())
                start = cut
            }
            rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[start..<stop]))
            if end != nil { lines.append(take()) }
            start = stop + 1
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

    /// By memchr(3): a program may print millions of lines.
    private static func lineBreak(in piece: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = piece.baseAddress,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), piece.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
