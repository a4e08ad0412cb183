import ChaosPull
import Judging
import Scenarios
import Testing

/// What docker prints where the image configuration is what goes wrong, word for word but for digests.
@Suite(.needsPullers, .needsRoot, .serialized) struct ConfigurationTextTests {
    private static let texts = [
        "config-missing": "error pulling image configuration: download failed after attempts=1: unknown blob",
        "config-unreachable":
            "error pulling image configuration: download failed after attempts=6: "
            + "dial tcp 198.18.1.55:443: connect: connection refused",
        "config-forbidden": "error pulling image configuration: download failed after attempts=6: denied",
        "config-corrupt":
            "error pulling image configuration: image config verification failed for digest sha256:",
        // With a digest that matches, the error is that of the reader of JSON alone.
        "config-not-json": "invalid character '<' looking for beginning of value",
        "config-truncated": "unexpected end of JSON input",
        "config-empty": "unexpected end of JSON input",
        "config-diffid-mismatch": "layers from manifest don't match image configuration",
    ]

    @Test func dockerPrintsItsTextForEachCause() async throws {
        let scenarios = try Self.texts.keys.sorted().map {
            try Scenario(contentsOf: "\(Requirements.scenarios)/\($0).yaml")
        }
        let cells = Cell.matrix(
            scenarios: scenarios, pullers: try await InstalledPuller.select(["docker"]), seed: 1)
        try await withTemporaryFolder { folder in
            for result in try await runMatrix(cells, jobs: 4, output: folder) {
                let expected = try #require(Self.texts[result.scenario])
                #expect(result.errorText?.contains(expected) == true, "\(result.scenario): \(result.errorText ?? "")")
            }
        }
    }
}
