import ChaosPull
import Faults
import Judging
import Pullers
import Scenarios
import Testing

/// Pullers of Debian 13 ask for the parts of a layer that they lack.
@Suite(.needsRoot, .serialized) struct PartialImageTests {
    private static let pullers = ["podman@trixie", "buildah@trixie"]

    @Test func theScenariosOfPartialImagesEndAsTheirFilesSay() async throws {
        let scenarios = try ScenarioFiles.find(paths: [Requirements.scenarios])
            .map { try Scenario(contentsOf: $0) }.filter(\.node.hasPartialImages)
        #expect(scenarios.count >= 10)
        let pullers = try await InstalledPuller.select(Self.pullers)
        let cells = Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 4, output: $0) }
        #expect(results.count == scenarios.count * 2)
        for result in results {
            #expect(
                [.passed, .known].contains(result.status),
                "\(result.scenario) \(result.puller): \(result.status): \(result.why)")
        }
    }

    /// Of four files of a layer, one is in every layer.
    @Test(arguments: [("partial-image", 4), ("partial-image-base", 3)])
    func thePartsThatAreLackingAreAskedForAtOnce(name: String, count: Int) async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/\(name).yaml")
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select(Self.pullers), seed: 1)
        try await withTemporaryFolder { folder in
            for result in try await runMatrix(cells, jobs: 2, output: folder) {
                #expect(result.status == .passed, "\(result.puller): \(result.why)")
                let asked = try SavedRun(folder: result.folder).pullRun.timeline.compactMap { event -> Int? in
                    guard case .request(let request) = event.body, request.host == .cdn, request.resource == .layer(2)
                    else { return nil }
                    return request.range?.split(separator: ",").count ?? 0
                }
                // The table of contents and tar-split, then the files.
                #expect(asked == [2, count], "\(result.puller)")
            }
        }
    }
}
