import ChaosPull
import Scenarios
import Testing

/// Pullers of another generation, in a root that `chaospull roots create trixie` made.
@Suite(.needsRoot) struct RootTests {
    private static let pullers = [
        "docker@trixie", "docker-containerd@trixie", "cri@trixie", "podman@trixie", "skopeo@trixie",
    ]

    /// Includes what a newer generation does better than this machine's own: skopeo resumes.
    private static let scenarios = ["control", "dns-nxdomain", "net-reset-mid-blob", "registry-503-once"]

    @Test func newerPullersEndAsTheFilesOfFourScenariosSay() async throws {
        let scenarios = try Self.scenarios.map { try Scenario(contentsOf: "\(Requirements.scenarios)/\($0).yaml") }
        let pullers = try await InstalledPuller.select(Self.pullers)
        #expect(pullers.map(\.name) == Self.pullers)
        let cells = Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 8, output: $0) }
        for result in results {
            let isFine = result.status == .passed || result.status == .known
            #expect(isFine, "\(result.scenario) \(result.puller): \(result.status): \(result.why)")
        }
    }

    @Test func twoGenerationsOfAPullerDifferWhereTheirVersionsDo() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/net-reset-mid-blob.yaml")
        let pullers = try await InstalledPuller.select(["skopeo", "skopeo@trixie"])
        let cells = Cell.matrix(scenarios: [scenario], pullers: pullers, seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 2, output: $0) }
        #expect(Set(results.map(\.version)).count == 2)
        #expect(results.map(\.outcome) == [.failed, .pulled])
        #expect(results.map(\.status) == [.known, .passed])
    }

    /// A name alone is enough on a machine that has the puller in a root only.
    @Test func aNameAloneFindsThePullerOfARoot() async throws {
        let found = try await InstalledPuller.select(["oras"])
        #expect(found.count == 1)
        #expect(found.first?.name == "oras" || found.first?.name.hasPrefix("oras@") == true)
    }
}
