import ChaosPull
import Scenarios
import Testing

/// Faults of different planes act on one connection.
@Suite(.needsPullers) struct ComposedFaultTests {
    /// The packet mangler marks connections that it lets go, and the router marks those that it knows.
    @Test func theMarksOfTheManglerAndOfTheRouterAreKeptApart() async throws {
        let scenario = try Scenario(
            yaml: """
                title: A firewall forgets connections whose first packets were sent twice
                image: {layers: 1, layer-size: 8 MiB}
                network: {rate: 4 MiB}
                faults:
                  - {fault: packet.duplicate, match: {protocol: tcp, from: cdn}, when: {first: 2}}
                  - {fault: link.state-lost, after: 500 ms, once: {request: layer-1 at cdn}}
                expect: {pull: succeeds, within: 60 s}
                """, file: "marks.yaml")
        let run = try await withTemporaryFolder { folder in
            try await runScenario(scenario, with: "podman", output: folder)
        }
        #expect(run.result.status == .passed, "\(run.story)")
        #expect(run.observations.faults.allSatisfy { $0.fired > 0 }, "\(run.story)")
    }
}
