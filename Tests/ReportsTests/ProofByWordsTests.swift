import Faults
import Judging
import SampleRuns
import Testing

@testable import Reports

/// Where the kernel could not be asked, every report says that a fault had no better proof than words, and why.
@Suite struct ProofByWordsTests {
    private static let objection = "perf events are refused (Operation not permitted)"
    private static let sentence = "only the puller's words could prove faults[0] node.disk-full: \(objection)"
    private static let diskFull = "faults: [{fault: node.disk-full, size: 1 MiB}]\nexpect: {pull: fails}"

    private func run(
        _ lines: String = Self.diskFull, of seen: SeenRun = .failing("no space left on device"),
        objection: String? = Self.objection
    ) throws -> PullRun {
        var seen = seen
        if seen.fired.isEmpty { seen.fired = [1] }
        var observations = seen.observations
        observations.kernel = .init(objection: objection, failedCalls: 0)
        let result = RunResult(
            judging: observations, timeline: seen.timeline, against: try scenario(lines), folder: "out")
        return PullRun(result: result, observations: observations, timeline: seen.timeline)
    }

    @Test func everyReportSaysWhy() throws {
        let run = try run()
        #expect(run.result.status == .passed, "\(run.result.why)")
        #expect(run.result.why == "as expected; \(Self.sentence)")
        let file = ResultFile(results: [run.result])
        #expect(ConsoleReport.text([run.result]).contains(Self.sentence))
        #expect(MarkdownReport.text([run.result]).contains(MarkdownReport.escaped(Self.sentence)))
        #expect(JUnitReport.text([run.result]).contains("<system-out>passed: as expected; only the puller"))
        #expect(try JSONReport.text(file).contains(Self.sentence))
        let page = try HTMLReport.text(file) { _ in run.timeline }
        #expect(page.contains(MarkupText.escaped(Self.sentence)))
        // Its lines are as wide as a terminal, and cut in the middle.
        #expect(run.story.contains("Why it is passed: as expected; only the puller's words"))
        #expect(run.story.contains(Self.objection))
    }

    /// Whatever the verdict is, since without the kernel it may be a wrong one.
    @Test(arguments: [(1, "succeeds", Status.failed), (0, "fails", .inconclusive), (1, "fails", .passed)])
    func everyVerdictSaysIt(fired: Int, expected: String, status: Status) throws {
        var seen = SeenRun.failing("no space left on device")
        seen.fired = [fired]
        let result = try run(
            "faults: [{fault: node.disk-full, size: 1 MiB}]\nexpect: {pull: \(expected)}", of: seen
        ).result
        #expect(result.status == status)
        #expect(result.why.hasSuffix("; " + Self.sentence), "\(result.why)")
        #expect(result.findings.first { $0.check == "faults" }?.actual.hasSuffix("; " + Self.sentence) == true)
    }

    @Test func nothingIsSaidWhereItDoesNotMatter() throws {
        let asked = try run(objection: nil).result
        #expect(asked.why == "as expected")
        let other = try run("faults: [{fault: http.status, status: 503}]\nexpect: {pull: fails}").result
        #expect(other.why == "as expected")
        for result in [asked, other] { #expect(!ConsoleReport.text([result]).contains("words")) }
    }
}
