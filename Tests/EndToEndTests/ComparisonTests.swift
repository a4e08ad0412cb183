import ChaosPull
import Scenarios
import Testing

/// Two sets of real runs, the second with edited scenarios: exactly the edits are found.
@Suite(.needsPullers) struct ComparisonTests {
    /// A scenario file, and what changes in it for the second set.
    private struct Plant {
        let scenario: String
        var text = ""
        var other = ""

        func old() throws -> Scenario { try Scenario(contentsOf: "\(Requirements.scenarios)/\(scenario).yaml") }

        func new() throws -> Scenario {
            let source = try old().source
            try #require(text.isEmpty || source.ranges(of: text).count == 1, "\(scenario) has no '\(text)'")
            return try Scenario(yaml: source.replacing(text, with: other), file: "\(scenario).yaml")
        }
    }

    private static let plants = [
        Plant(scenario: "control"),
        Plant(scenario: "net-reset-mid-blob"),
        // The list of known shortcomings becomes an entry that matches nobody.
        Plant(scenario: "registry-503-once", text: #"["skopeo <1.23"]"#, other: #"["skopeo <0.1"]"#),
        Plant(scenario: "dns-nxdomain", text: "no such host|", other: "no such name|"),
        Plant(scenario: "auth-denied", text: "status: 403", other: "status: 401"),
        Plant(scenario: "manifest-truncated"),
    ]

    /// Slowness is not asserted, because it depends on how busy the machine is.
    @Test func exactlyThePlantedDifferencesAreFound() async throws {
        let pullers = try await InstalledPuller.select(["docker", "skopeo"])
        let skopeo = pullers.filter { $0.name == "skopeo" }
        let gone = try Scenario(contentsOf: "\(Requirements.scenarios)/tls-expired.yaml")
        let added = try Scenario(contentsOf: "\(Requirements.scenarios)/tls-unknown-ca.yaml")
        let old =
            Cell.matrix(scenarios: try Self.plants.map { try $0.old() }, pullers: pullers, seed: 1)
            + Cell.matrix(scenarios: [gone], pullers: skopeo, seed: 1)
        let new =
            Cell.matrix(scenarios: try Self.plants.map { try $0.new() }, pullers: pullers, seed: 1)
            + Cell.matrix(scenarios: [added], pullers: skopeo, seed: 1)

        try await withTemporaryFolder { folder in
            let files = ["\(folder)/old.json", "\(folder)/new.json"]
            for (cells, file) in zip([old, new], files) {
                let results = try await runMatrix(cells, jobs: 4, output: file + ".runs")
                try ReportRequest(parsing: "json=\(file)").write(ResultFile(results: results))
            }
            let before = try ResultFile(contentsOf: files[0]).results
            let after = try ResultFile(contentsOf: files[1]).results
            #expect(Set(before.map(\.status)).isSubset(of: [.passed, .known]), "\(before.map(\.why))")

            let docker = try #require(before.first { $0.puller == "docker" }).version
            let version = try #require(before.first { $0.puller == "skopeo" }).version
            func cell(_ scenario: String, _ puller: String = "skopeo") -> String {
                "\(scenario), \(puller) \(puller == "docker" ? docker : version), seed 1"
            }
            let forth = Comparison(old: before, new: after)
            #expect(forth.compared == 12)
            #expect(
                told(forth) == [
                    "regression: \(cell("dns-nxdomain", "docker"))", "regression: \(cell("dns-nxdomain"))",
                    "regression: \(cell("registry-503-once"))",
                    "error text: \(cell("auth-denied", "docker"))", "error text: \(cell("auth-denied"))",
                    "new: \(cell("tls-unknown-ca"))", "gone: \(cell("tls-expired"))",
                ], "\(ComparisonReport.text(forth))"
            )
            let back = Comparison(old: after, new: before)
            #expect(
                told(back) == [
                    "fix: \(cell("dns-nxdomain", "docker"))", "fix: \(cell("dns-nxdomain"))",
                    "now listed: \(cell("registry-503-once"))",
                    "error text: \(cell("auth-denied", "docker"))", "error text: \(cell("auth-denied"))",
                    "new: \(cell("tls-expired"))", "gone: \(cell("tls-unknown-ca"))",
                ], "\(ComparisonReport.text(back))"
            )
            #expect(Comparison(old: before, new: before).differences.isEmpty)

            #expect(try await exitCode(["compare"] + files) == 1)
            #expect(try await exitCode(["compare"] + files.reversed()) == 0)
        }
    }

    private func told(_ comparison: Comparison) -> [String] {
        comparison.differences.filter { $0.kind != .slower }.map { "\($0.kind.rawValue): \($0.cell)" }
    }

    private func exitCode(_ arguments: [String]) async throws -> Int32 {
        try await Harness(arguments).end().code
    }
}
