import ChaosPull
import Judging
import Scenarios
import Testing

/// What users report is what the real puller prints here.
@Suite(.needsPullers, .needsRoot, .serialized) struct ReportedTextTests {
    @Test func everyReportedTextIsPrinted() async throws {
        let reports = ReportedText.all
        let installed = try await InstalledPuller.select(Array(Set(reports.map(\.puller))))
        let cells = try reports.enumerated().flatMap { number, report in
            let scenario = try Scenario(yaml: report.scenario, file: "report-\(number).yaml")
            return Cell.matrix(
                scenarios: [scenario], pullers: installed.filter { $0.name == report.puller }, seed: 1)
        }
        #expect(cells.count == reports.count)
        try await withTemporaryFolder { folder in
            let results = try await runMatrix(cells, jobs: 12, output: folder)
            for (report, result) in zip(reports, results) {
                let said = result.findings.first { $0.check == "error" }
                let fired = result.findings.first { $0.check == "faults" }
                #expect(
                    said?.isMet == true && fired?.isMet == true,
                    "\(report.report) with \(report.puller): \(said?.actual ?? result.why)")
            }
        }
    }
}
