import ChaosPull
import Scenarios
import Testing

/// The puller file in the README, and what else a user may describe.
@Suite(.needsPullers) struct CustomPullerTests {
    private func results(_ choice: PullerChoice, _ names: [String] = [], _ scenarios: [Scenario]) async throws
        -> [RunResult]
    {
        let pullers = try await InstalledPuller.select(names, among: choice)
        return try await withTemporaryFolder { folder in
            try await runMatrix(Cell.matrix(scenarios: scenarios, pullers: pullers, seed: 1), jobs: 4, output: folder)
        }
    }

    private func scenario(_ name: String) throws -> Scenario {
        try Scenario(contentsOf: "\(Requirements.scenarios)/\(name).yaml")
    }

    @Test func thePullerOfTheReadmeTakesPartInTheMatrix() async throws {
        let definition = try PullerDefinition(contentsOf: Requirements.repository + "/Examples/Pullers/skopeo-oci.yaml")
        let login = try Scenario(
            yaml: "title: A login\nregistry: {credentials: required}\nexpect: {pull: succeeds}\n", file: "login.yaml")
        let http = try Scenario(
            yaml: "title: Plain HTTP\nregistry: {scheme: http}\nexpect: {pull: succeeds}\n", file: "http.yaml")
        let results = try await results(
            PullerChoice([definition]), ["skopeo"],
            [scenario("control"), scenario("manifest-truncated"), login, http])
        #expect(results.map(\.puller) == Array(repeating: ["skopeo", "skopeo-oci"], count: 4).flatMap(\.self))
        for result in results {
            #expect(result.status == .passed, "\(result.scenario) \(result.puller): \(result.why)")
        }
        for result in results where result.outcome == .pulled {
            let integrity = try #require(result.findings.first { $0.check == "integrity" })
            #expect(integrity.actual.hasSuffix(" bytes verified; 6 entries of layers are as served"))
        }
    }

    @Test func aCommandWithoutVerificationIsBelievedAndReportedSo() async throws {
        let command = "skopeo copy --insecure-policy docker://{image} dir:{storage}/image"
        let results = try await results(
            PullerChoice([], commands: [PullerDefinition(command: command)]), [], [scenario("control")])
        #expect(results.map(\.puller) == ["custom-skopeo"])
        #expect(results.map(\.status) == [.passed])
        #expect(results.first?.why.contains("the bytes were not verified by us") == true)
    }

    /// The evidence of `docs/udp.md` is valid only if another datagram would have been seen.
    @Test func aDatagramThatIsNotAboutDNSIsSeen() async throws {
        let pull = "skopeo copy --insecure-policy docker://{image} dir:{storage}/image"
        let command = "bash -c 'echo > /dev/udp/registry.test/443 && \(pull)'"
        let results = try await results(
            PullerChoice([], commands: [PullerDefinition(command: command)]), [], [scenario("udp-except-dns-blocked")])
        #expect(results.map(\.status) == [.failed])
        #expect(results.map(\.outcome) == [.pulled])
        #expect(results.first?.findings.filter { !$0.isMet }.map(\.check) == ["udp-besides-dns"])
    }

    /// The definition's own look into the store decides, not what the puller says.
    @Test(arguments: [
        ("{dir: '{storage}/image'}", Outcome.pulled), ("{oci: '{storage}/image'}", .missing),
        ("{content-store: '{storage}/image'}", .missing), ("{docker-archive: '{storage}/image.tar'}", .missing),
        (
            "{docker-archive: '{storage}/image.tar', export: 'skopeo copy --insecure-policy dir:{storage}/image docker-archive:{storage}/image.tar'}",
            .pulled
        ),
        ("{command: 'test -e {storage}/image/manifest.json'}", .pulled), ("{command: 'false'}", .missing),
    ])
    func theImageIsLookedForWhereTheDefinitionSays(verify: String, outcome: Outcome) async throws {
        let definition = try PullerDefinition(
            yaml: """
                name: mine
                command: skopeo copy --insecure-policy docker://{image} dir:{storage}/image
                verify: \(verify)
                """, file: "mine.yaml")
        let results = try await results(PullerChoice([definition]), [], [scenario("control")])
        #expect(results.map(\.outcome) == [outcome], "\(results.map(\.why))")
    }

    @Test func aDaemonOfTheUsersOwnIsAwaited() async throws {
        let definition = try PullerDefinition(
            yaml: """
                name: mine
                command: sh -c 'test -e /run/home/ready && exec skopeo copy --insecure-policy docker://{image} dir:{storage}/image'
                daemon:
                  command: sh -c 'sleep 1; touch /run/home/ready; echo now ready; exec sleep 1000'
                  ready: now ready
                verify: {dir: '{storage}/image'}
                """, file: "mine.yaml")
        let results = try await results(PullerChoice([definition]), [], [scenario("control")])
        #expect(results.map(\.status) == [.passed], "\(results.map(\.why))")
    }
}
