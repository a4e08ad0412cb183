import Testing

@testable import Faults

/// What a kind writes it reads back as the same value, and what is out of range it refuses.
@Suite struct ValueKindTests {
    private func expectSame<Value: Equatable>(_ value: Value, _ kind: ValueKind<Value>) throws {
        let written = try #require(kind.write(value))
        #expect(try kind.read(written) == value, "\(written.written ?? "no text")")
    }

    @Test func randomValuesAreReadBackExactly() throws {
        var random = Draw(seed: 4)
        for _ in 0..<5_000 {
            // As many digits as the range has, evenly.
            let bits = Int64.random(in: 0...46, using: &random)
            let nanoseconds = Int64.random(in: 0...(1 << bits), using: &random)
            try expectSame(.nanoseconds(nanoseconds), .duration(in: Units.durations))
            try expectSame(.seconds(nanoseconds >> 20), .wholeSeconds(in: .zero ... .seconds(1 << 27)))
            try expectSame(Int(nanoseconds >> 10), .size(in: Units.sizes))
            try expectSame(Int(nanoseconds), .integer(in: 0...Int.max))
            try expectSame(Double(nanoseconds % 100_000_001) / 1e8, .percentage())
        }
    }

    @Test(arguments: ["", " ", "0", "true", "null", "a\nb", "'\"\\", "é", "- a"])
    func textIsReadBackExactly(text: String) throws {
        try expectSame(text, .text(.anything(0...10)))
    }

    @Test func otherKindsAreReadBackExactly() throws {
        for value in [true, false] { try expectSame(value, .boolean) }
        for signal in KillSignal.allCases { try expectSame(signal, .word(called: "signal")) }
        try expectSame([], ResolverConfiguration.optionList)
        try expectSame(["timeout:1", "rotate"], ResolverConfiguration.optionList)
    }

    @Test(
        arguments: [
            (.scalar("1.5 min"), nil), (.scalar("2 s"), nil), (.scalar("90 s"), nil),
            (.scalar("0.5 s"), "0.5 s is no whole number of seconds; expected 2 s to 1 h"),
            (.scalar("1 s"), "1 s is out of range; expected 2 s to 1 h"),
            (.scalar("2000 ms"), "unknown unit 'ms'; expected a duration in whole seconds such as '3 s'"),
            (.scalar("3"), "'3' has no unit; expected a duration in whole seconds"),
            (.sequence([]), "found a list; expected a duration in whole seconds"),
        ] as [(Document, String?)])
    func wholeSecondsHaveNoFraction(document: Document, message: String?) {
        let kind = ValueKind.wholeSeconds(in: .seconds(2) ... .seconds(3600))
        let said = complaint { _ = try kind.read(document.element()) }
        #expect(message.map { said?.hasPrefix($0) == true } ?? (said == nil), "\(said ?? "nothing")")
    }

    @Test(
        arguments: [
            (.scalar("ab"), nil),
            (.scalar("a b"), "'a b' has characters that are not allowed; expected a text of 2 to 3"),
            (.scalar("a"), "'a' has 1 characters; expected a text of 2 to 3 letters"),
            (.scalar("abcd"), "'abcd' has 4 characters; expected a text of 2 to 3 letters"),
            (.scalar(""), "found nothing; expected a text of 2 to 3 letters"),
            (.mapping([]), "found a mapping; expected a text of 2 to 3 letters"),
        ] as [(Document, String?)])
    func textKeepsItsRule(document: Document, message: String?) {
        let kind = ValueKind.text(TextRule(2...3, "letters", ["a"..."z"]))
        let said = complaint { _ = try kind.read(document.element()) }
        #expect(message.map { said?.hasPrefix($0) == true } ?? (said == nil), "\(said ?? "nothing")")
    }

    @Test func rulesOfTextHaveAPattern() {
        #expect(TextRule.headerValue(1...9).pattern == "^[ -~]*$")
        #expect(TextRule(1...9, "signs", ["]"..."]", "-"..."-", "^"..."^", "\\"..."\\"]).pattern == #"^[\]\-\^\\]*$"#)
        #expect(TextRule.anything(1...9).pattern == nil)
    }

    @Test func aListHasABoundAndReadsEachItem() {
        let kind = ValueKind.list(of: .integer(in: 1...9), "numbers such as [3]", counts: 1...2)
        func said(_ document: Document) -> String? { complaint { _ = try kind.read(document.element()) } }
        #expect(said(["1", "9"]) == nil)
        #expect(said([]) == "found an empty list; expected 1 to 2 numbers such as [3]")
        #expect(said(["1", "2", "3"]) == "3 are too many; expected at most 2")
        #expect(said(["1", "10"])?.hasPrefix("[1]: 10 is out of range") == true)
        #expect(said("1") == "found '1'; expected a list of numbers such as [3]")
    }

    @Test(
        arguments: [
            (.duration(.milliseconds(1) ... .seconds(60)), "a duration from 1 ms to 60 s", "ms, s, min, h"),
            (.wholeSeconds(.zero ... .seconds(7200)), "a duration in whole seconds from 0 s to 2 h", "s, min, h"),
            (.size(16...65_535), "a size from 16 B to 65535 B", "B, KiB, MiB, GiB, kB, MB, GB"),
            (.percentage(0...0.999), "a percentage from 0% to 99.9%", "%"),
            (.integer(1...9), "a whole number from 1 to 9", nil), (.boolean, "true or false", nil),
            (.words(["KILL", "TERM", "INT"]), "KILL, TERM or INT", nil),
            (.choice(["a"], or: "an address", pattern: "."), "a or an address", nil),
            (.list(of: .words(["a", "b"]), counts: 0...3), "a list of 0 to 3, each a or b", nil),
        ] as [(ValueShape, String, String?)])
    func shapesAreToldInWords(shape: ValueShape, summary: String, units: String?) {
        #expect(shape.summary == summary)
        #expect(shape.units == units)
    }
}
