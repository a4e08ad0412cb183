import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct MarkdownReportTests {
    @Test func theReportIsThis() throws { try Golden.expect(MarkdownReport.text(RunResult.samples), is: "report.md") }

    @Test func everyRowHasTheCellsOfTheHead() {
        let rows = MarkdownReport.text(RunResult.samples).split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.count == 2 + RunResult.samples.count)
        for row in rows { #expect(row.count { $0 == "|" } == 8, "\(row)") }
    }

    @Test func noCharacterOfMarkupIsLeft() {
        let text = MarkdownReport.escaped(hostile)
        #expect(!text.contains { "<>|`*[]~\"'$\\@\n".contains($0) })
        #expect(MarkdownReport.escaped("a|b") == "a&#124;b")
    }

    @Test func anEmptyResultIsReported() { #expect(MarkdownReport.text([]).contains("0 runs: nothing ran")) }
}
