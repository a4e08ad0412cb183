import ChaosPull
import Scenarios
import Testing

/// The disk that a pull fills must not make its image look corrupt.
@Suite(.needsPullers) struct DiskRoomTests {
    /// From too small for anything to room for all, docker's export does not fit for some in between.
    @Test(arguments: Array(stride(from: 24, through: 40, by: 4)))
    func noSizeOfTheDiskMakesASoundImageCorrupt(size: Int) async throws {
        let scenario = try Scenario(
            yaml: """
                title: A disk of \(size) MiB
                image: {layers: 4, layer-size: 5 MB}
                faults: [{fault: node.disk-full, size: \(size) MiB}]
                expect: {pull: succeeds}
                """, file: "disk.yaml")
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select(["docker", "skopeo"]), seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 2, output: $0) }
        for result in results {
            #expect(result.outcome == .pulled || result.outcome == .failed, "\(result.puller): \(result.why)")
        }
    }
}
