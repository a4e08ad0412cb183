import ChaosPull
import Scenarios
import Testing

@Suite(.needsPullers, .serialized) struct ScenarioTests {
    /// Scenarios whose faults depend on the seed or on time; they may end differently from run to run.
    private static let thrice = [
        "control", "auth-denied", "auth-token-expired", "daemon-killed-mid-pull", "disk-full-layer", "dns-nxdomain",
        "dns-servfail", "manifest-truncated", "net-corrupt-payload", "net-latency", "net-reset-mid-blob",
        "registry-503-once", "registry-short-body", "tls-expired", "tls-unknown-ca", "udp-loss", "udp-loss-cdn-lookup",
        "dns-garbage", "udp-corrupted",
    ]

    /// Every scenario once, and those of the main job with three seeds; the nightly matrix runs more.
    @Test func everyScenarioEndsAsItsFileSays() async throws {
        let scenarios = try ScenarioFiles.find(paths: [Requirements.scenarios]).map { try Scenario(contentsOf: $0) }
        let pullers = try await InstalledPuller.select(["docker", "skopeo"])
        let again = scenarios.filter { Self.thrice.contains($0.name) }
        #expect(again.count == Self.thrice.count)
        let cells =
            Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1)
            + Cell.matrix(scenarios: again, pullers: pullers, seeds: [2, 3])
        // Neither fetches a layer in parts, nor asks by HTTP/2, see HTTP2Tests. docker cannot be told of a mirror, and
        // skopeo not of one for digests only. skopeo has no daemon, and neither has every option in a file.
        let leavingOut = Set(
            scenarios.filter { scenario in
                !scenario.exemptions.isEmpty || scenario.node.partSize != nil || scenario.node.hasPartialImages
                    || scenario.node.syncsFileSystem
                    || scenario.faults.contains { ["act.restart", "node.configuration"].contains($0.name) }
                    || scenario.registry.offersHTTP2 || scenario.registry.mirror != .none
            }.map(\.name))
        // A success that is not true is excused by nothing: docker does not see that a layer is gone, and neither docker
        // nor skopeo flushes what it has written.
        let untrue: Set = [
            "disk-bit-flip", "disk-bit-flip-next-pull", "disk-flush-error", "disk-io-error", "disk-read-only",
            "disk-thin-volume",
            "disk-torn-write", "power-loss-after-success",
            "power-loss-after-success-xfs", "power-loss-at-commit", "power-loss-at-commit-xfs", "power-loss-mid-layer",
            "power-loss-mid-layer-xfs", "store-layer-gone",
        ]
        let results = try await results(of: cells) { result in
            if untrue.contains(result.scenario),
                result.findings.contains(where: { $0.check == "integrity" && !$0.isMet })
            {
                return true
            }
            let maySkip = leavingOut.contains(result.scenario)
            return [.passed, .known].contains(result.status) || maySkip && result.status == .skipped
        }
        #expect(results.count == cells.count)
    }

    /// The other pullers that `make setup` installs; what else is installed runs in the nightly matrix.
    private static let others = ["containerd", "podman", "buildah", "skopeo-retry-3", "ch-image"]

    /// A dozen scenarios of all kinds that end in seconds.
    private static let dozen = [
        "control", "auth-denied", "auth-token-expired", "daemon-killed-mid-pull", "disk-full-layer", "dns-nxdomain",
        "manifest-truncated", "net-corrupt-payload", "net-reset-mid-blob", "registry-503-once", "registry-short-body",
        "tls-expired",
    ]

    @Test func theOtherPullersEndAsTheFilesOfADozenScenariosSay() async throws {
        let scenarios = try Self.dozen.map { try Scenario(contentsOf: "\(Requirements.scenarios)/\($0).yaml") }
        var pullers: [InstalledPuller] = []
        for name in Self.others {
            do {
                pullers += try await InstalledPuller.select([name])
            } catch let error as ChaosPullError where !Requirements.isDemanded {
                print("not tested: \(error.message)")
            }
        }
        let cells = Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1)
        _ = try await results(of: cells) { result in
            // Some cells are skipped because a tool cannot be asked for such a pull, such as a registry without TLS.
            result.status == .passed || result.scenario != "control" && [.skipped, .known].contains(result.status)
        }
    }

    /// Shortcomings that do not depend on the seed show each time; otherwise the list is no longer true.
    @Test func aListedShortcomingThatIsGoneIsNoticed() async throws {
        let scenario = try Scenario(
            yaml: """
                title: nothing goes wrong
                expect: {pull: succeeds}
                known:
                  - {puller: skopeo, pull: fails, because: it did once}
                """, file: "fixed.yaml"
        )
        let results = try await run(scenario, ["skopeo"])
        #expect(results.map(\.status) == [.passed])
        #expect(results.map(\.isFixed) == [true])
        #expect(ExitCode.of(results, isStrict: false) == 0)
        #expect(ExitCode.of(results, isStrict: true) == 1)
    }

    @Test func aMatchThatHitsNothingIsInconclusive() async throws {
        let scenario = try Scenario(
            yaml: """
                title: no puller speaks HTTP/3
                faults:
                  - fault: packet.drop
                    match: {protocol: udp, port: 443}
                expect: {pull: succeeds}
                """, file: "udp-443.yaml"
        )
        let results = try await run(scenario, ["docker", "skopeo"])
        for result in results {
            #expect(result.status == .inconclusive)
            #expect(result.outcome == .pulled)
            #expect(result.why.contains("faults[0] packet.drop never fired"))
        }
        #expect(ExitCode.of(results, isStrict: false) == 1)
    }

    /// Without its faults a scenario must not pass, otherwise it would prove nothing.
    @Test func noScenarioPassesWithoutItsFaults() async throws {
        let scenarios = try ScenarioFiles.find(paths: [Requirements.scenarios])
            .map { try Scenario(contentsOf: $0) }.filter { !$0.faults.isEmpty }
        let pullers = try await InstalledPuller.select(["docker", "skopeo"])
        let cells = Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1)
        _ = try await results(of: cells, areFaultsLifted: true) { result in
            [.skipped, .failed, .inconclusive].contains(result.status)
        }
    }

    /// Runs the cells, eight at once.
    ///
    /// Unexpected ones are reported with their story, since their folders are removed.
    private func results(
        of cells: [Cell], areFaultsLifted: Bool = false, isFine: (RunResult) -> Bool
    ) async throws -> [RunResult] {
        try await withTemporaryFolder { folder in
            let results = try await runMatrix(cells, jobs: 8, output: folder, areFaultsLifted: areFaultsLifted)
            for result in results where !isFine(result) {
                let story = result.folder.isEmpty ? result.why : try SavedRun(folder: result.folder).pullRun.story
                Issue.record("\(result.scenario) \(result.puller) seed \(result.seed): \(result.status)\n\(story)")
            }
            return results
        }
    }

    private func run(_ scenario: Scenario, _ pullers: [String]) async throws -> [RunResult] {
        let cells = Cell.matrix(scenarios: [scenario], pullers: try await InstalledPuller.select(pullers), seed: 1)
        return try await withTemporaryFolder { try await runMatrix(cells, jobs: 2, output: $0) }
    }
}
