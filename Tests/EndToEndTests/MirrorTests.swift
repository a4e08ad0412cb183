import ChaosPull
import Faults
import Scenarios
import Testing

/// The mirror in a sandbox, over TLS, with the pullers of this machine that can use one.
@Suite(.needsPullers, .serialized) struct MirrorTests {
    private static let pullers = ["containerd", "cri", "skopeo"]

    private func runs(_ name: String) async throws -> [PullRun] {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/\(name).yaml")
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select(Self.pullers), seed: 1)
        return try await withTemporaryFolder { folder in
            try await runMatrix(cells, jobs: 3, output: folder).map { try SavedRun(folder: $0.folder).pullRun }
        }
    }

    @Test func theMirrorServesWhatItHasAndGetsNoSecret() async throws {
        for run in try await runs("registry-mirror-ok") {
            #expect(run.result.status == .passed, "\(run.result.puller): \(run.result.why)")
            #expect(run.requests(for: .blob.at(.mirror)).count == 3)
            #expect(run.requests(for: .blob).count == 3)
            #expect(run.requests.filter { $0.host == .mirror }.allSatisfy { $0.authorization == "none" })
            let isSecured = run.timeline.contains { event in
                guard case .connection(let connection) = event.body else { return false }
                return connection.host == .mirror && connection.change == .secured
            }
            #expect(isSecured)
            #expect(run.result.requests["layer-1 at mirror"] == 1 && run.result.requests["layer-1"] == nil)
        }
    }

    @Test func aSecretThatReachesItIsSeen() async throws {
        let runs = try await runs("registry-mirror-asks-password")
        for run in runs {
            let isBrought = run.requests.contains { $0.host == .mirror && $0.authorization == "basic" }
            #expect(isBrought == (run.result.puller != "skopeo"), "\(run.result.puller)")
            #expect(run.result.findings.first { $0.check == "secrets" }?.isMet == !isBrought)
        }
    }
}
