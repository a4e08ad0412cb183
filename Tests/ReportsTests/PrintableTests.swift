import Faults
import Judging
import SampleRuns
import Testing

@testable import Reports

/// What a puller prints reaches nobody's terminal, parser or browser as it is.
@Suite struct PrintableTests {
    private static let results = [
        RunResult.sample(
            hostile, hostile, version: hostile, .failed, .failed, unmet: [hostile], why: hostile, error: hostile),
        .sample(hostile, "other", .failed, .failed, unmet: ["pull"], why: hostile, error: hostile),
        .sample("other", hostile, version: hostile, .broken, nil, why: hostile, repetition: 2),
        .sample("other", hostile, version: hostile, .passed, .pulled),
    ]

    private static func run() throws -> PullRun {
        var run = SeenRun.failing(hostile, "Error: \(hostile)")
        run.puller = hostile
        run.problem = nil
        run.fired = [1]
        return PullRun(
            result: results[0], observations: run.observations, timeline: run.timeline + sampleTimeline
        )
    }

    private static func comparison() -> Comparison {
        Comparison(
            old: [.sample(hostile, error: "a")],
            new: [.sample(hostile, .failed, .failed, why: hostile, error: hostile)]
        )
    }

    static func texts() throws -> [(name: String, text: String)] {
        let file = ResultFile(results: results)
        return [
            ("list", ConsoleReport.text([results[0]])), ("matrix", ConsoleReport.text(results)),
            ("line", ConsoleReport.line(results[0])),
            ("agreements", ConsoleReport.agreements(Agreement.all(of: results))),
            ("seeds", ConsoleReport.seeds(SeedSeries.all(of: results + results, scenarios: []))),
            ("story", try run().story), ("comparison", ComparisonReport.text(comparison())),
            ("markdown", MarkdownReport.text(results)), ("junit", JUnitReport.text(results)),
            ("html", try HTMLReport.text(file) { _ in sampleTimeline }),
            ("events", sampleTimeline.map(\.line).joined(separator: "\n")),
        ]
    }

    @Test func noReportHasACharacterThatDoesMoreThanShow() throws {
        for (name, text) in try Self.texts() {
            #expect(text.contains("script"), "\(name) has nothing of what was printed")
            let harmful = text.unicodeScalars.filter { $0 != "\n" && $0.printable != $0 }
            #expect(harmful.isEmpty, "\(name): \(harmful.map { String($0.value, radix: 16) })")
        }
    }

    @Test func aLineOfOutputStaysALine() throws {
        let text = ConsoleReport.text([
            .sample("test", .failed, .failed, unmet: ["pull"], error: "one\ntwo\r\u{2028}three")
        ])
        #expect(text.contains("    docker: one two \u{FFFD}three\n"))
    }

    @Test func coloursAreTheReportsOwn() throws {
        let text = ConsoleReport.text(Self.results, isColored: true)
        let starts = text.unicodeScalars.split(separator: "\u{1b}", omittingEmptySubsequences: false).dropFirst()
        #expect(starts.allSatisfy { String($0).prefixMatch(of: /\[\d{1,2}m/) != nil })
        #expect(!starts.isEmpty)
    }
}
