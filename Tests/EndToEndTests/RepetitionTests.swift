import ChaosPull
import Scenarios
import Testing

/// The same scenario, puller and seed give the same verdict each time, however busy the machine is.
@Suite(.needsPullers) struct RepetitionTests {
    /// An error that is retried, a connection that breaks and a document that is refused; all of them short.
    @Test func fiveRunsWithOneSeedComeToOneVerdict() async throws {
        let scenarios = try ["registry-503-once", "net-reset-mid-blob", "manifest-truncated"].map {
            try Scenario(contentsOf: "\(Requirements.scenarios)/\($0).yaml")
        }
        let pullers = try await InstalledPuller.select(["docker", "skopeo"])
        let cells = Cell.repeated(Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1), times: 5)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 6, output: $0) }
        let agreements = Agreement.all(of: results)
        #expect(agreements.map(\.runs) == [5, 5, 5, 5, 5, 5])
        #expect(!agreements.map(\.isUnanimous).contains(false), "\(ConsoleReport.agreements(agreements))")
        #expect(Set(results.map(\.folder)).count == 30)
        #expect(Set(results.map(\.status)).isSubset(of: [.passed, .known]))
    }
}
