import Testing

@testable import Sandboxing

@Suite struct OutputLinesTests {
    private func lines(_ pieces: [[UInt8]]) -> (lines: [String], last: String?) {
        var cutter = OutputLines()
        let lines = pieces.flatMap { piece in piece.withUnsafeBytes { cutter.lines(completedBy: $0) } }
        return (lines, cutter.last())
    }

    @Test func linesAreTheSameHoweverTheyArrive() {
        let text = Array("one\r\n\ntwo\nthree".utf8)
        for size in 1...text.count {
            let pieces = stride(from: 0, to: text.count, by: size).map { Array(text[$0..<min($0 + size, text.count)]) }
            let (lines, last) = lines(pieces)
            #expect(lines == ["one", "", "two"])
            #expect(last == "three")
        }
    }

    @Test(arguments: [0, 1, 100])
    func aLineIsCutAtItsLimitAndNoByteIsLost(extra: Int) {
        let limit = OutputLines.longestLine
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 2 * limit + extra) + [UInt8(ascii: "\n")]
        let (lines, last) = lines([text])
        #expect(lines.map(\.utf8.count) == [limit, limit, extra].filter { $0 > 0 })
        #expect(last == nil)
    }
}
