import ChaosPull
import Scenarios
import Testing

/// Requests are counted where they arrive.
///
/// A puller that logs its own requests must count the same.
@Suite(.needsPullers) struct RequestCountTests {
    /// Logs a line for each request except redirects, which it follows silently.
    private static let command = "skopeo --debug copy --insecure-policy docker://{image} dir:{storage}/image"

    private func run(_ name: String) async throws -> PullRun {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/\(name).yaml")
        let choice = try PullerChoice([], commands: [PullerDefinition(command: Self.command)])
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select([], among: choice), seed: 1)
        return try await withTemporaryFolder { folder in
            let results = try await runMatrix(cells, jobs: 1, output: folder)
            return try SavedRun(folder: try #require(results.first).folder).pullRun
        }
    }

    private func logged(_ run: PullRun) -> [String] {
        run.outputLines.compactMap { line in
            line.line.firstMatch(of: /(GET|HEAD) https:\/\/(registry|auth)\.test\/[^ "?]*/).map { String($0.0) }
        }
    }

    private func arrived(_ run: PullRun) -> [String] {
        run.requests.filter { $0.host != .cdn }.map { request in
            "\(request.method) https://\(request.host.hostName)\(request.path.prefix { $0 != "?" })"
        }
    }

    @Test func skopeoLogsTheRequestsThatArrive() async throws {
        let run = try await run("control")
        #expect(run.result.status == .passed, "\(run.result.why)")
        #expect(arrived(run).count >= 8)
        #expect(arrived(run).sorted() == logged(run).sorted())
    }

    /// A failing pull gives up requests that it has logged, but no request arrives that it has not logged.
    @Test func nothingArrivesThatAFailingPullDidNotLog() async throws {
        let run = try await run("registry-503-once")
        #expect(run.outcome == .failed)
        var rest = logged(run)
        for request in arrived(run) {
            let index = try #require(rest.firstIndex(of: request), "\(request) is not in the log")
            rest.remove(at: index)
        }
    }
}
