import ChaosPull
import Foundation
import Judging
import Scenarios
import Testing

/// Images on disk are pulled as they are.
@Suite(.needsPullers, .needsBuildah, .serialized) struct LayoutPullTests {
    /// A scenario file beside the layout, which it names by a relative path.
    private func scenario(
        _ image: String, in folder: String, name: String = "layout", _ more: String = "expect: {pull: succeeds}"
    ) throws -> Scenario {
        let file = "\(folder)/\(name).yaml"
        try Data("title: An image on disk\nimage: {\(image)}\nnode: {storage: 2 GiB}\n\(more)\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        return try Scenario(contentsOf: file)
    }

    private func results(
        of scenarios: [Scenario], with pullers: [String], in folder: String
    ) async throws -> [RunResult] {
        let cells = Cell.matrix(scenarios: scenarios, pullers: try await InstalledPuller.select(pullers), seed: 1)
        return try await runMatrix(cells, jobs: 2, output: folder + "/out")
    }

    @Test func `a real image of twenty layers is pulled by every puller, byte for byte`() async throws {
        try await withTemporaryFolder { folder in
            _ = try await RealLayout(in: folder)
            let scenario = try scenario("layout: layout, tag: demo", in: folder)
            #expect(scenario.image.layers == RealLayout.layers)
            let results = try await results(of: [scenario], with: [], in: folder)
            for result in results where result.status != .skipped {
                #expect(result.status == .passed, "\(result.puller): \(result.why)")
            }
            #expect(results.filter { $0.status == .passed }.count >= 3)
            // A run is judged again where its image is gone.
            try FileManager.default.removeItem(atPath: folder + "/layout")
            let run = try #require(results.first { $0.status == .passed })
            #expect(try SavedRun(folder: run.folder).result.status == .passed)
        }
    }

    @Test func `an archive and a broken layout of it are served as they are`() async throws {
        try await withTemporaryFolder { folder in
            let layout = try await RealLayout(in: folder, layers: 3)
            let copy = ["copy", "-q", "oci:\(layout.folder):demo", "docker-archive:\(folder)/saved.tar:demo:1"]
            let saved = try await FinishedProgram.of("/usr/bin/skopeo", copy)
            #expect(saved.code == 0, "\(saved.error)")
            let archived = try scenario("layout: saved.tar", in: folder, name: "archive")
            let faulty = try scenario(
                "layout: layout", in: folder, name: "fault",
                """
                faults: [{fault: http.corrupt, match: {resource: layer-3}}]
                expect: {pull: fails, error: '(?i)digest|verif|mismatch'}
                """)
            let largest = try #require(try layout.blobs().max { $0.size < $1.size })
            try FileManager.default.removeItem(atPath: "\(layout.folder)/blobs/sha256/\(largest.name)")
            let error = #expect(throws: ScenarioError.self) { try scenario("layout: layout", in: folder) }
            #expect(error?.description.contains("blobs/sha256/\(largest.name)' is missing, layer ") == true)
            let broken = try scenario(
                "layout: layout, as-is: true", in: folder, name: "broken",
                "expect: {pull: fails, recovers: false, error: '(?i)unknown|not found|404'}")
            for result in try await results(of: [archived, broken], with: ["docker", "skopeo"], in: folder) {
                #expect(result.status == .passed, "\(result.scenario), \(result.puller): \(result.why)")
            }
            // The files that it was read from have changed meanwhile.
            for result in try await results(of: [faulty], with: ["skopeo"], in: folder) {
                #expect(result.status == .broken && result.why.contains("has changed since"), "\(result.why)")
            }
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Makes an image of the files of Debian's packages.
    fileprivate static var needsBuildah: Self {
        .enabled("needs buildah on Debian; run 'make setup' as root") {
            Requirements.isDemanded
                || ["/usr/bin/buildah", "/usr/bin/dpkg-query"].allSatisfy(FileManager.default.isExecutableFile)
        }
    }
}
