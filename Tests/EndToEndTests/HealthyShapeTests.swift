import ChaosPull
import Scenarios
import Testing

/// Nothing goes wrong, so no check may complain, whatever the image and the way to it look like.
///
/// Each number of layers meets each way at least with one puller, which is far less than the whole product.
@Suite(.needsPullers, .serialized) struct HealthyShapeTests {
    enum Way: String, CaseIterable, Sendable {
        case plain = "registry: {credentials: required}"
        case proxy = "node: {proxy: true}"
        case mirror = "registry: {mirror: all}"
        case http = "registry: {scheme: http}"
    }

    /// docker takes 125 layers at most (moby, layer/layer_store.go: maxLayerDepth).
    @Test(arguments: [
        (1, Way.plain, ["docker", "containerd", "skopeo"]), (1, .proxy, ["docker"]), (1, .mirror, ["containerd"]),
        (1, .http, ["skopeo"]), (20, .plain, ["containerd"]), (20, .proxy, ["containerd", "skopeo"]),
        (20, .mirror, ["skopeo"]), (20, .http, ["docker"]), (60, .plain, ["skopeo"]),
        (60, .proxy, ["docker", "containerd"]), (60, .mirror, ["containerd"]), (60, .http, ["containerd"]),
        (125, .plain, ["docker"]), (127, .plain, ["containerd"]), (127, .proxy, ["skopeo"]), (127, .mirror, ["skopeo"]),
        (127, .http, ["containerd"]),
    ])
    func noCheckComplainsOfAHealthyPull(layers: Int, way: Way, pullers: [String]) async throws {
        let scenario = try Scenario(
            yaml: """
                title: \(layers) layers, nothing goes wrong
                image: {layers: \(layers), layer-size: 4 KiB}
                \(way.rawValue)
                expect: {pull: succeeds}
                """, file: "healthy.yaml")
        let cells = Cell.matrix(scenarios: [scenario], pullers: try await InstalledPuller.select(pullers), seed: 1)
        let results = try await withTemporaryFolder { try await runMatrix(cells, jobs: 2, output: $0) }
        #expect(results.count == pullers.count)
        for result in results {
            #expect(result.status == .passed, "\(result.puller): \(result.why)")
            for finding in result.findings where !finding.isMet {
                Issue.record("\(result.puller): \(finding.check): expected \(finding.expected), saw \(finding.actual)")
            }
            #expect(result.findings.contains { $0.check == "politeness" })
        }
    }
}
