import Testing

@testable import Reports

@Suite struct WrappedTextTests {
    @Test(arguments: [
        ("", []), ("one", ["one"]), ("one two", ["one two"]), ("one two three", ["one two", "three"]),
        ("abcdefghijklmnopq", ["abcdefghij", "klmnopq"]), ("a abcdefghijkl b", ["a", "abcdefghij", "kl b"]),
        ("  one   two ", ["one two"]),
    ])
    func linesFit(text: String, lines: [String]) {
        #expect(WrappedText.lines(text, width: 10) == lines)
    }

    @Test func aTextWithoutEndHasAnEnd() {
        let lines = WrappedText.lines(String(repeating: "word ", count: 10_000), width: 9)
        #expect(lines.count == 40 && lines.last == "… 4961 more lines in timeline.jsonl …")
    }
}
