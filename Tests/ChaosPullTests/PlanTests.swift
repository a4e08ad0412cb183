import FakeServices
import Faults
import ImageContent
import Pullers
import SampleRuns
import Sandboxing
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct PlanTests {
    private func plan(
        _ lines: String = "expect: {pull: succeeds}", seed: UInt64 = 1, puller: any Puller = DockerPuller()
    ) throws -> Plan {
        Plan(scenario: try scenario(lines), puller: puller, version: "20.10.24+dfsg1", seed: seed)
    }

    @Test func thePlanIsTextThatCanBePrinted() throws {
        let scenario = try Scenario(
            yaml: "title: \"up\u{202e}down\"\nexpect: {pull: fails, error: 'a\u{2028}b\u{2066}'}\n", file: "test.yaml")
        let text = Plan(scenario: scenario, puller: DockerPuller(), version: "1\u{1b}[31m", seed: 1).text
        #expect(text.contains("up\u{FFFD}down") && text.contains("/a\u{FFFD}b\u{FFFD}/") && text.contains("1␛[31m"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.printable == $0 })
    }

    @Test func aPullerThatTheScenarioLeavesOutIsNamedWithTheReason() throws {
        let lines = """
            expect: {pull: succeeds}
            skip:
              - {puller: crane, because: it is somebody else}
              - {puller: [skopeo, docker <23], because: it has one connection}
            """
        let plan = try plan(lines)
        #expect(plan.exemption == "it has one connection" && plan.objection == nil)
        #expect(plan.text.contains("\nskipped    it has one connection\n"))
        let newer = Plan(scenario: try scenario(lines), puller: DockerPuller(), version: "26.1.5", seed: 1)
        #expect(newer.exemption == nil && !newer.text.contains("skipped"))
    }

    @Test(
        arguments: [
            ("", nil, nil), ("registry: {credentials: required}", "correct-horse-battery", "correct-horse-battery"),
            ("registry: {credentials: required}\nnode: {credentials: none}", nil, "correct-horse-battery"),
            (
                "registry: {credentials: required}\nnode: {credentials: wrong}", "stale-donkey-charger",
                "correct-horse-battery"
            ),
            ("node: {credentials: wrong}", "stale-donkey-charger", nil),
            ("registry: {like: ecr}", "correct-horse-battery", "correct-horse-battery"),
        ] as [(String, String?, String?)])
    func thePullerHasThePasswordThatTheNodeSays(lines: String, shown: String?, needed: String?) throws {
        let plan = try plan(lines + "\nexpect: {pull: succeeds}")
        #expect(plan.request(authority: "").credentials?.password == shown)
        #expect(plan.services(faults: []).credentials?.password == needed)
    }

    @Test func thePullOfTheBaseComesBeforeTheFaults() throws {
        let lines = "faults: [{fault: packet.drop}]\nexpect: {pull: succeeds}\nimage: {base-layers: 1}"
        let plan = try plan(lines + "\nnode: {has-base: true}")
        #expect(plan.earlierRequests(authority: "").map(\.reference) == ["registry.test/library/base:1"])
        let both = try self.plan(lines + "\nnode: {has-base: true, has-image: true}")
        #expect(
            both.earlierRequests(authority: "").map(\.reference)
                == ["registry.test/library/base:1", "registry.test/library/demo:1"])
        #expect(
            plan.text.contains("\nbase       library/base:1 has the lowest 1 of these layers, and is pulled before\n"))
        let fault = try #require(plan.armedFaults().first)
        fault.hold()
        #expect(fault.isHeld && !fault.isOpen && fault.decide(flow: .connection(to: .cdn, number: 1)) == nil)
        fault.release()
        #expect(fault.decide(flow: .connection(to: .cdn, number: 1))?.isHit == true)
        #expect(try self.plan(lines).earlierRequests(authority: "").isEmpty)
    }

    @Test func equalSeedsGiveEqualImages() throws {
        let digests = try [1, 1, 2].map { try plan(seed: $0).image.tagTarget.digest }
        #expect(digests[0] == digests[1])
        #expect(digests[0] != digests[2])
        #expect(try plan(puller: SkopeoPuller()).image.tagTarget.digest == digests[0])
    }

    @Test func imageFaultsLeaveTheHealthyImageAlone() throws {
        let healthy = try plan()
        let damaged = try plan("faults: [{fault: image.truncated, part: manifest}]\nexpect: {pull: fails}")
        #expect(damaged.healthyImage.truth == healthy.image.truth)
        #expect(damaged.image.truth != healthy.image.truth)
    }

    @Test func theNodeStartsHealthy() throws {
        let plan = try plan(
            "node: {storage: 64 MiB}\nfaults: [{fault: node.disk-full, size: 8 MiB}]\nexpect: {pull: fails}")
        #expect(plan.world.storageSize == 64 << 20)
        #expect(plan.sandbox(plan.request(authority: "")).storageSize == 64 << 20)
    }

    @Test func faultsAreFreshForEveryRunAndDecideAlike() throws {
        let plan = try plan("faults: [{fault: packet.drop, when: {probability: 50%}}]\nexpect: {pull: succeeds}")
        let hits = plan.armedFaults() + plan.armedFaults()
        let decisions = hits.map { fault in
            (1...50).map { _ in fault.decide(flow: .connection(to: .cdn, number: 1))?.isHit }
        }
        #expect(decisions[0] == decisions[1])
        #expect(hits[0] !== hits[1])
    }

    @Test func liftedFaultsChangeNothing() throws {
        let lines = "faults: [{fault: image.truncated, part: manifest}, {fault: packet.drop}]\nexpect: {pull: fails}"
        let plan = Plan(
            scenario: try scenario(lines), puller: DockerPuller(), version: "1.0", seed: 1, areFaultsLifted: true)
        #expect(plan.image.truth == plan.healthyImage.truth)
        #expect(plan.armedFaults().allSatisfy { $0.isLifted })
    }

    @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
    func theRequestFollowsTheRegistry(isHTTP: Bool, hasCredentials: Bool) throws {
        let plan = try plan(
            """
            registry: {scheme: \(isHTTP ? "http" : "https"), credentials: \(hasCredentials ? "required" : "none")}
            expect: {pull: succeeds}
            """
        )
        let request = plan.request(authority: "PEM")
        #expect(request.reference == "registry.test/library/demo:1")
        #expect(request.isInsecure == isHTTP)
        #expect((request.credentials != nil) == hasCredentials)
        let services = plan.services(faults: [])
        #expect((services.credentials != nil) == hasCredentials)
        #expect(services.credentials?.password == request.credentials?.password)
    }

    @Test(arguments: [("none", nil), ("all", true), ("digest-only", false)] as [(String, Bool?)])
    func theMirrorIsWhereItIsAskedFor(word: String, isForTags: Bool?) throws {
        let plan = try plan("registry: {mirror: \(word)}\nexpect: {pull: succeeds}")
        let mirror = plan.request(authority: "").mirror
        #expect(mirror == isForTags.map { PullRequest.Mirror(host: "mirror.test", isForTags: $0) })
        #expect(plan.services(faults: []).mirrorImage?.truth == isForTags.map { _ in plan.image.truth })
        #expect(plan.olderImage == nil)
        #expect(plan.text.contains("\nmirror     https://mirror.test, asked first") == (isForTags != nil))
        #expect(plan.text.contains("for what digests name") == (isForTags == false))
    }

    @Test func aStaleMirrorHasTheOlderImageOfTheSeed() throws {
        let lines = "registry: {mirror: all}\nfaults: [{fault: image.mirror-stale}]\nexpect: {pull: succeeds}"
        let plan = try plan(lines)
        #expect(plan.image.truth == plan.healthyImage.truth)
        let older = try #require(plan.olderImage)
        #expect(older.tagTarget != plan.image.tagTarget && older.tag == plan.image.tag)
        #expect(plan.services(faults: []).mirrorImage?.truth == older.truth)
        #expect(try self.plan(lines).olderImage?.truth == older.truth)
        let lifted = Plan(
            scenario: try scenario(lines), puller: SkopeoPuller(), version: "1", seed: 1, areFaultsLifted: true)
        #expect(lifted.olderImage == nil && lifted.mirrorImage?.truth == plan.image.truth)
    }

    @Test(arguments: [false, true])
    func aProxyIsServedAndThePullerIsTold(hasCredentials: Bool) throws {
        let plan = try plan(
            """
            node: {proxy: {credentials: \(hasCredentials ? "required" : "none"), bypass: [cdn, auth]}}
            expect: {pull: succeeds}
            """
        )
        let proxy = try #require(plan.request(authority: "").proxy)
        #expect(proxy.address == "proxy.test:3128" && proxy.bypass == ["cdn.test", "auth.test"])
        #expect((proxy.credentials != nil) == hasCredentials)
        let served = try #require(plan.services(faults: []).proxy)
        #expect(served.credentials?.password == proxy.credentials?.password)
        let password = hasCredentials ? ", with a password" : ""
        #expect(plan.text.contains("\nproxy      http://proxy.test:3128\(password), not for cdn.test, auth.test\n"))
        #expect(RunCredentials.proxy.password != RunCredentials.registry.password)
    }

    @Test func withoutAProxyNoToolKnowsOne() throws {
        let plan = try plan("expect: {pull: succeeds}")
        #expect(plan.request(authority: "").proxy == nil && plan.services(faults: []).proxy == nil)
        #expect(!plan.text.contains("proxy"))
    }

    @Test func theSandboxHoldsResolverAuthorityAndThePullersFiles() throws {
        let plan = try plan()
        let files = plan.sandbox(plan.request(authority: "PEM")).files
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        #expect(texts["/etc/resolv.conf"] == "nameserver 198.18.1.53\n")
        #expect(texts["/etc/ssl/certs/ca-certificates.crt"] == "PEM")
        #expect(texts["/etc/docker/daemon.json"] == plan.puller.files(for: plan.request(authority: "PEM")).first?.text)
    }

    @Test func everyServiceHasAnAddressOfEitherFamilyInTheSandbox() throws {
        let plan = try plan()
        let sandbox = plan.sandbox(plan.request(authority: ""))
        let services = Role.services.flatMap { [$0.ipv4, $0.ipv6] }
        let others = WorldAddress.allCases.flatMap { [$0.ipv4, $0.ipv6] }
        #expect(sandbox.net.map(\.address) == services + others)
        #expect(sandbox.node.map(\.address) == [Role.node.ipv4, Role.node.ipv6])
        let routers = (sandbox.nodeGateways + sandbox.netGateways).map(\.address)
        #expect(Set(routers).isDisjoint(with: (sandbox.node + sandbox.net).map(\.address)))
    }

    @Test func theTextIsThis() throws {
        let plan = try plan(
            """
            image: {layers: 2, layer-size: 64 KiB}
            node: {storage: 64 MiB}
            faults:
              - {fault: packet.drop, match: {protocol: udp, with: dns}, when: {probability: 50%}}
              - {fault: packet.delay, by: 200 ms, jitter: 50 ms}
              - {fault: auth.denied, when: {times: 1}}
              - {fault: node.disk-full, size: 8 MiB}
            expect: {pull: fails, within: 60 s, error: no space}
            known:
              - {puller: docker <26, pull: hangs, because: it waits}
              - {puller: skopeo, pull: crashes, because: it is not asked}
            """
        )
        #expect(
            plan.text == """
                scenario   test: A test
                puller     docker 20.10.24+dfsg1
                seed       1
                image      registry.test/library/demo:1, 2 layers of 64 KiB, \(plan.image.tagTarget.digest)
                registry   https://registry.test, blobs redirected to cdn.test
                node       storage of 64 MiB, nameserver 198.18.1.53
                deadline   120 s
                faults[0]  packet.drop, match udp with dns, with probability 50%
                faults[1]  packet.delay (by 200 ms, jitter 50 ms), match everything, always
                faults[2]  auth.denied, once
                faults[3]  node.disk-full (size 8 MiB), for the whole run
                expect     pull fails within 60 s, says /no space/
                known      pull hangs: it waits

                """)
    }

    @Test func theTextSaysWhatTheNetworkIsLike() throws {
        let scenario = try scenario("network: {rate: 64 KiB, delay: 20 ms, mtu: 1400 B}\nexpect: {pull: succeeds}")
        let text = Plan(scenario: scenario, puller: DockerPuller(), version: "26.1", seed: 1).text
        #expect(
            text.contains("\nnetwork    64 KiB a second each way, 20 ms each way, packets of at most 1400 B\n"),
            "\(text)")
    }

    @Test func theTextOfAScenarioWithoutFaultsSaysSo() throws {
        #expect(try plan().text.contains("\nfaults     none\n"))
    }
}
