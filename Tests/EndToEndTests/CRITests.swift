import ChaosPull
import Scenarios
import Testing

/// The puller that is called over gRPC: its answers, its credentials and its deadline.
@Suite(.needsPullers, .serialized) struct CRITests {
    @Test func withNothingWrongItPullsWithEverySeed() async throws {
        let control = try Scenario(contentsOf: Requirements.scenarios + "/control.yaml")
        for result in try await run(control, seeds: [1, 2, 3]) {
            #expect(result.status == .passed, "seed \(result.seed): \(result.why)")
            #expect(result.outcome == .pulled)
        }
    }

    @Test func credentialsAreInTheRequest() async throws {
        let scenario = try Scenario(
            yaml: """
                title: the registry asks for a password
                registry: {credentials: required}
                expect: {pull: succeeds, requests: {token: 1..}}
                """, file: "credentials.yaml"
        )
        for result in try await run(scenario) { #expect(result.status == .passed, "\(result.why)") }
    }

    /// The deadline is far longer than it takes to ask for the first blob, which the fault hits.
    @Test func aCallThatIsNotAnsweredIsCancelledAtTheDeadline() async throws {
        let scenario = try Scenario(
            yaml: """
                title: the blob host never answers
                faults:
                  - fault: packet.drop
                    match: {protocol: tcp, from: cdn}
                deadline: 30 s
                expect: {pull: fails}
                known:
                  - {puller: cri, pull: hangs, because: the kubelet gives a pull no time limit}
                """, file: "silence.yaml"
        )
        for result in try await run(scenario) {
            #expect(result.outcome == .hung)
            #expect(result.status == .known, "\(result.why)")
        }
    }

    private func run(_ scenario: Scenario, seeds: [UInt64] = [1]) async throws -> [RunResult] {
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select(["cri"]), seeds: seeds)
        return try await withTemporaryFolder { try await runMatrix(cells, jobs: 3, output: $0) }
    }
}
