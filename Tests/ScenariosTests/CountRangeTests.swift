import Faults
import Testing

@testable import Scenarios

@Suite struct CountRangeTests {
    private func range(_ text: String) throws -> CountRange {
        try CountRange(Element(.scalar(text, isPlain: true), at: Position(line: 1, column: 1), path: ""))
    }

    @Test(arguments: [
        ("2", 2, 2, "2"), ("1..5", 1, 5, "1..5"), ("..3", 0, 3, "0..3"), ("4..4", 4, 4, "4"), ("0", 0, 0, "0"),
    ])
    func `a range holds its bounds and nothing beyond`(text: String, lower: Int, upper: Int, written: String) throws {
        let range = try range(text)
        #expect(range.contains(lower) && range.contains(upper))
        #expect(!range.contains(lower - 1) && !range.contains(upper + 1))
        #expect(range.description == written)
    }

    @Test func `a range without an end has none`() throws {
        let range = try range("2..")
        #expect(!range.contains(1) && range.contains(2) && range.contains(.max))
        #expect(range.description == "2..")
    }

    @Test(arguments: [
        "", "..", "...", "1...3", "1..2..3", "-1", "+1", "1-3", "a", "1 .. 3", "5..1", "1000001",
        "99999999999999999999",
        "١", "1.", ".5",
    ])
    func `what is no range is refused`(text: String) {
        #expect(throws: LanguageError.self) { try range(text) }
    }
}
