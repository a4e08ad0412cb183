import ChaosPull
import Scenarios
import Testing

/// What a failed pull leaves is measured once the puller has cleaned up, so it is the same in every run.
@Suite(.needsPullers) struct LeftoverTests {
    /// containerd collects its garbage after it has answered.
    ///
    /// Before that 16 MiB are there, or 4 MiB, or nothing.
    @Test func theRemainsOfAFullDiskAreTheSameInEveryRun() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/disk-full-layer.yaml")
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select(["containerd"]), seed: 1)
        let left = try await withTemporaryFolder { folder in
            try await runMatrix(Cell.repeated(cells, times: 5), jobs: 1, output: folder).map {
                try SavedRun(folder: $0.folder).pullRun.observations.leftoverBytes
            }
        }
        let (least, most) = (try #require(left.min()), try #require(left.max()))
        #expect(left.count == 5)
        // A layer has 4 MiB. The database and the log may need a page more or less.
        #expect(most - least <= 64 << 10, "\(left)")
    }
}
