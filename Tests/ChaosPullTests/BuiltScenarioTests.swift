import Faults
import ImageContent
import Judging
import Pullers
import SampleRuns
import Scenarios
import Testing

@testable import ChaosPull

/// A scenario built in Swift does what the same scenario in a file does.
@Suite struct BuiltScenarioTests {
    @Test func pullsThatAreRepeatedAreTheSameToo() throws {
        let built = try Scenario(
            title: "A test", name: "test", pulls: PullSettings(again: .kubelet),
            faults: [.dnsServfail(when: Trigger(for: .seconds(35)))], expect: .succeeds(recoversWithin: .seconds(40)))
        let read = try scenario(
            "pulls: {again: kubelet}\nfaults: [{fault: dns.servfail, when: {for: 35 s}}]\n"
                + "expect: {pull: succeeds, recovers-within: 40 s}")
        #expect(
            Plan.sample(of: built).text == Plan.sample(of: read).text
                && Plan.sample(of: built).text.contains("pulls      again 10 s after"))
        #expect(built.expectation.observables.recoversWithin == .seconds(40))
        #expect(read.expectation.observables == built.expectation.observables)
    }

    private static let proxy = ProxySettings(credentials: .required, bypass: [.cdn, .auth])

    @Test(arguments: [
        nil, ProxySettings(), proxy, ProxySettings(bypass: [.mirror]), ProxySettings(credentials: .required),
    ])
    func aProxyIsTheSameToo(proxy: ProxySettings?) throws {
        let built = try Scenario(title: "A test", name: "test", node: NodeSettings(proxy: proxy))
        #expect(built.node.proxy == proxy)
    }

    private static let behavior = RegistryBehavior(
        login: .ownTokens, takesForms: false, tokenNames: .token, saysExpiry: false, namesServiceToPing: false,
        redirectStatus: 302, redirectTarget: .registry, bucket: .s3, errors: .quay, saysLimits: true,
        answersHead: false, namesDigest: false, moreTags: 7, tagsPage: 3, referrers: .one)

    @Test func imagesOfAnyShapeAreTheSameToo() throws {
        var image = ImageRecipe(layers: 3, format: .oci)
        image.compressions = [.zstd, .none, .gzipMembers]
        image.layerSizes = [1, 1 << 20, 4096]
        image.features = [.xattrs, .links]
        image.shapes = [.artifact, .nestedIndex, .repeatedLayer]
        image.manifestSize = 1 << 20
        image.configurationSize = 2 << 20
        image.digest = .sha512
        let built = try Scenario(title: "t", name: "test", image: image, expect: .succeeds())
        #expect(built.image == image)
        #expect(try Scenario(yaml: built.source, file: "test.yaml").image == image)
        #expect(
            Plan.sample(of: built).text.contains("with zstd, none, gzip-members, xattrs, links, artifact, nested-index")
        )
    }

    @Test func everythingBesidesFaultsIsTheSameToo() throws {
        let built = try Scenario(
            title: "It's: \"all\" of #it\n, {twice}", name: "test", description: "More - of it",
            image: ImageRecipe(
                layers: 2, layerSize: 4 << 20, format: .oci, isIndexed: false, baseLayers: 1, compression: .zstdChunked),
            registry: RegistrySettings(
                scheme: .http, credentials: .required, redirectsBlobs: false, mirror: .digestOnly,
                behavior: Self.behavior),
            node: NodeSettings(
                storageSize: 64 << 20, resolverOptions: ["timeout:1", "rotate"], proxy: Self.proxy, hasBase: true,
                credentials: .wrong, hosts: .twoMirrors, partSize: 1 << 20, hasPartialImages: true,
                syncsFileSystem: true),
            network: NetworkSettings(rate: 1 << 20, delay: .milliseconds(20), mtu: 1400),
            faults: [.packetDrop(when: Trigger(burst: .init(enter: 0.05, leave: 0.3)))],
            expect: .fails(
                saying: #"read udp .*: i/o \w+"#, within: .milliseconds(1505),
                requests: [.config: CountRange(1...5), .layer(2).at(.mirror): 2],
                dnsQueries: [.mirror: CountRange(2...)],
                resumes: 0,
                recovery: .works(pulls: CountRange(1...2)), memory: 100_000_001
            ),
            deadline: .seconds(90)
        )
        let read = try Scenario(yaml: built.source, file: "test.yaml")
        #expect(built.expectation.observables.memory == 100_000_001)
        #expect(built.title == "It's: \"all\" of #it\n, {twice}")
        #expect(built.description == "More - of it")
        #expect(Plan.sample(of: built).text == Plan.sample(of: read).text)
        #expect(
            built.image
                == ImageRecipe(
                    layers: 2, layerSize: 4 << 20, format: .oci, isIndexed: false, baseLayers: 1,
                    compression: .zstdChunked))
        #expect(
            built.registry
                == RegistrySettings(
                    scheme: .http, credentials: .required, redirectsBlobs: false, mirror: .digestOnly,
                    behavior: Self.behavior))
        #expect(
            built.node
                == NodeSettings(
                    storageSize: 64 << 20, resolverOptions: ["timeout:1", "rotate"], proxy: Self.proxy, hasBase: true,
                    credentials: .wrong, hosts: .twoMirrors, partSize: 1 << 20, hasPartialImages: true,
                    syncsFileSystem: true))
        #expect(built.network == NetworkSettings(rate: 1 << 20, delay: .milliseconds(20), mtu: 1400))
        #expect(built.deadline == .seconds(90))
        #expect(built.expectation.pull == .fails)
        #expect(built.expectation.error?.text == #"read udp .*: i/o \w+"#)
        #expect(built.expectation.observables.within == .milliseconds(1505))
        #expect(built.expectation.observables.requests == ["config": CountRange(1...5), "layer-2 at mirror": 2])
        #expect(built.expectation.observables.dnsQueries == ["mirror.test": CountRange(2...)])
        #expect(built.expectation.observables.resumes == 0)
        #expect(built.expectation.recovery == .works(pulls: CountRange(1...2)))
        #expect(built.faults.first?.trigger.burst == Trigger.Burst(enter: 0.05, leave: 0.3, hit: 1))
    }

    @Test func aPlainPortIsTheSameToo() throws {
        let built = try Scenario(title: "t", name: "test", registry: RegistrySettings(hasPlainPort: true))
        #expect(built.registry == RegistrySettings(hasPlainPort: true))
        #expect(Plan.sample(of: built).text.contains("plain HTTP on port 80"))
    }

    @Test func aScenarioWithoutAnythingIsSmall() throws {
        let scenario = try Scenario(title: "Nothing goes wrong!")
        #expect(scenario.name == "nothing-goes-wrong")
        #expect(scenario.source == "title: \"Nothing goes wrong!\"\nexpect: {pull: succeeds}\n")
    }

    @Test(arguments: [
        (InjectedFault.packetDelay(by: .seconds(61)), "test: faults[0].by: 61 s is out of range"),
        (.packetDelay(by: .seconds(-1)), "test: faults[0].by: found '-1"),
        (.httpStatus(200), "test: faults[0].status: 200 is out of range"),
        (.packetDrop(when: Trigger(probability: .nan)), "test: faults[0].when.probability: found 'nan%'"),
        (.packetDrop(when: Trigger(probability: 1.5)), "test: faults[0].when.probability: 150% is out of range"),
        (.packetDrop(PacketMatch(port: 0)), "test: faults[0].match.port: 0 is out of range"),
        (.nodeDiskFull(size: -5), "test: faults[0].size: found '-5 B'"),
        (.httpCut(after: .max), "test: faults[0].after: "),
        (.httpCut(after: 0, HTTPMatch(.layer(9))), "test: faults[0].match.resource: there is no layer-9"),
    ])
    func whatAFileCannotSayIsAnError(fault: InjectedFault, message: String) throws {
        let error = #expect(throws: ScenarioError.self) {
            _ = try Scenario(title: "A test", name: "test", faults: [fault])
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "none")")
        #expect(error?.position == nil)
    }

    @Test(arguments: ["", "a/b", ".."])
    func aNameThatIsNoFileNameIsAnError(name: String) {
        #expect(throws: ScenarioError.self) { _ = try Scenario(title: "A test", name: name) }
    }
}

extension Plan {
    /// With skopeo; scenarios that are the same have the same text of it.
    static func sample(of scenario: Scenario) -> Plan {
        Plan(scenario: scenario, puller: SkopeoPuller(), version: "1.9.3", seed: 7)
    }
}
