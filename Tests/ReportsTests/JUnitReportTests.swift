import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct JUnitReportTests {
    private func elements(_ results: [RunResult], isStrict: Bool = false) throws -> [XMLReader.Element] {
        try #require(XMLReader.elements(JUnitReport.text(results, isStrict: isStrict)), "not well-formed")
    }

    @Test func theReportIsThis() throws { try Golden.expect(JUnitReport.text(RunResult.samples), is: "report.xml") }

    @Test func anotherParserReadsOneElementPerVerdict() throws {
        let elements = try elements(RunResult.samples)
        func count(_ name: String) -> Int { elements.count { $0.path == "testsuites/testsuite/testcase/\(name)" } }
        #expect(elements.count { $0.path == "testsuites/testsuite" } == 4)
        #expect(elements.count { $0.path == "testsuites/testsuite/testcase" } == 7)
        #expect([count("failure"), count("error"), count("skipped"), count("system-out")] == [2, 1, 1, 1])
        let root = elements[0].attributes
        #expect(["tests", "failures", "errors", "skipped"].map { root[$0] } == ["7", "2", "1", "1"])
        #expect(root["time"] == "3718.594")
        let known = try #require(elements.first { $0.path.hasSuffix("system-out") })
        #expect(known.text == "known: no retry after a lookup")
        let properties = elements.filter { $0.path.hasSuffix("property") }.compactMap { $0.attributes["name"] }
        #expect(Set(properties).isSuperset(of: ["seed", "version", "folder", "fixed"]))
    }

    @Test func aShortcomingThatIsGoneFailsWhenStrict() throws {
        let failures = try elements(RunResult.samples, isStrict: true).filter { $0.path.hasSuffix("failure") }
        #expect(failures.map { $0.attributes["type"] } == ["fixed", "failed", "inconclusive"])
    }

    /// Every scalar below U+0300 and those at the edges of what XML 1.0 allows.
    @Test func everyCharacterGivesWellFormedXML() throws {
        let values = Array(0..<0x300) + [0x2028, 0x202E, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x10FFFF]
        for value in values {
            let scalar = try #require(Unicode.Scalar(UInt32(value)))
            let text = "a\(Character(scalar))b"
            let result = RunResult.sample(text, .failed, .failed, unmet: ["pull"], why: text, error: text)
            let elements = XMLReader.elements(JUnitReport.text([result]))
            #expect(elements?.contains { $0.path.hasSuffix("failure") } == true, "U+\(String(value, radix: 16))")
            let message = elements?.first { $0.path.hasSuffix("failure") }?.attributes["message"]
            #expect(message?.hasPrefix("a") == true && message?.hasSuffix("b") == true)
        }
    }

    @Test func whatIsAllowedComesBackUnchanged() throws {
        let text = "<a href=\"x\">&amp; 'é'\n\t🙂 ]]>"
        let result = RunResult.sample("control", .failed, .failed, why: text)
        let failure = try #require(try elements([result]).first { $0.path.hasSuffix("failure") })
        #expect(failure.attributes["message"] == text)
    }

    @Test func anEmptyReportIsWellFormed() throws { #expect(try elements([]).count == 1) }
}
