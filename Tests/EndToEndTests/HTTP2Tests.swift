import ChaosPull
import Faults
import Judging
import Pullers
import Scenarios
import Testing

/// Hosts that offer HTTP/2 are healthy hosts, whichever protocol a puller takes.
@Suite(.needsPullers, .serialized) struct HTTP2Tests {
    @Test func theFaultsOfHTTP2EndAsTheirFilesSay() async throws {
        let scenarios = try ScenarioFiles.find(paths: [Requirements.scenarios])
            .map { try Scenario(contentsOf: $0) }.filter { $0.name.hasPrefix("registry-http2-") }
        #expect(scenarios.count >= 5)
        let cells = Cell.matrix(scenarios: scenarios, pullers: try await InstalledPuller.select(["oras"]), seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 5, output: $0) }
        for result in results {
            #expect([.passed, .known].contains(result.status), "\(result.scenario): \(result.status): \(result.why)")
        }
        let healthy = try await withTemporaryFolder {
            try await runMatrix(cells, jobs: 5, output: $0, areFaultsLifted: true)
        }
        #expect(healthy.allSatisfy { [.failed, .inconclusive].contains($0.status) })
    }

    /// So a scenario that needs HTTP/2 leaves out the pullers that cannot meet its fault, and no others.
    @Test func everyPullerPullsAndTakesHTTP2AsItsTypeSays() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/registry-http2.yaml")
        let pullers = try await InstalledPuller.select([InstalledPuller.everything])
        let cells = Cell.matrix(scenarios: [scenario], pullers: pullers, seed: 1)
        try await withTemporaryFolder { folder in
            let results = try await runMatrix(cells, jobs: 4, output: folder)
            for (puller, result) in zip(pullers, results) {
                #expect(result.status == .passed, "\(puller.name): \(result.why)")
                let events = try SavedRun(folder: result.folder).pullRun.timeline.map(\.body)
                let handshakes = events.compactMap { event -> Connection? in
                    guard case .connection(let connection) = event else { return nil }
                    return connection.change == .secured && connection.host == .cdn ? connection : nil
                }
                #expect(!handshakes.isEmpty, "\(puller.name)")
                for handshake in handshakes {
                    #expect((handshake.detail == "h2") == puller.puller.offersHTTP2, "\(puller.name)")
                }
            }
        }
    }
}
