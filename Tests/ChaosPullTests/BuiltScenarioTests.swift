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
    /// Every fault with all its parameters, in Swift and as the entry of a file.
    private static let faults: [(swift: InjectedFault, yaml: String)] = [
        (
            .packetDrop(PacketMatch(.udp, with: .dns), when: Trigger(probability: 0.5)),
            "{fault: packet.drop, match: {protocol: udp, with: dns}, when: {probability: 50%}}"
        ),
        (
            .packetDelay(
                by: .milliseconds(200), jitter: .milliseconds(50), distribution: .pareto, correlation: 0.25,
                PacketMatch(to: .registry, ip: .ipv6)),
            "{fault: packet.delay, by: 200 ms, jitter: 50 ms, distribution: pareto, correlation: 25%, "
                + "match: {to: registry, ip: 6}}"
        ),
        (
            .packetReorder(gap: 3, delay: .milliseconds(50), when: Trigger(every: 4)),
            "{fault: packet.reorder, gap: 3, delay: 50 ms, when: {every: 4}}"
        ),
        (
            .packetDuplicate(
                copies: 2, when: Trigger(burst: Trigger.Burst(enter: 0.1, leave: 0.5, hit: 0.9, stray: 0.01))),
            "{fault: packet.duplicate, copies: 2, when: {burst: {enter: 10%, leave: 50%, hit: 90%, stray: 1%}}}"
        ),
        (.packetTruncate(keep: 20, PacketMatch(.udp)), "{fault: packet.truncate, keep: 20 B, match: {protocol: udp}}"),
        (.packetSlice(size: 100), "{fault: packet.slice, size: 100 B}"),
        (.packetFin(when: Trigger(times: 1)), "{fault: packet.fin, when: {times: 1}}"),
        (.packetReject(with: .adminProhibited), "{fault: packet.reject, with: admin-prohibited}"),
        (.packetRate(perSecond: 10, burst: 5), "{fault: packet.rate, per-second: 10, burst: 5}"),
        (
            .packetCorrupt(
                checksum: .wrong, offset: 40, PacketMatch(.tcp, from: .cdn, port: 443), when: Trigger(only: [3, 7])),
            "{fault: packet.corrupt, checksum: wrong, offset: 40 B, match: {protocol: tcp, from: cdn, port: 443}, "
                + "when: {only: [3, 7]}}"
        ),
        (
            .packetReset(PacketMatch(.tcp, from: .cdn), when: Trigger(afterBytes: 2 << 20, times: 1)),
            "{fault: packet.reset, match: {protocol: tcp, from: cdn}, when: {after-bytes: 2 MiB, times: 1}}"
        ),
        (
            .dnsNxdomain(DNSMatch(.cdn, type: .aaaa), when: Trigger(first: 2)),
            "{fault: dns.nxdomain, match: {name: cdn, type: AAAA}, when: {first: 2}}"
        ),
        (
            .dnsServfail(DNSMatch(name: "cdn.test"), when: Trigger(every: 3)),
            "{fault: dns.servfail, match: {name: cdn.test}, when: {every: 3}}"
        ),
        (
            .dnsRcode(.refused, DNSMatch(type: .a, over: .udp)),
            "{fault: dns.rcode, rcode: REFUSED, match: {type: A, protocol: udp}}"
        ),
        (.dnsSilence(DNSMatch(.cdn, over: .tcp)), "{fault: dns.silence, match: {name: cdn, protocol: tcp}}"),
        (.dnsDelay(by: .seconds(4), jitter: .milliseconds(500)), "{fault: dns.delay, by: 4 s, jitter: 500 ms}"),
        (.dnsAddress("2001:db8::9"), "{fault: dns.address, address: '2001:db8::9'}"),
        (.dnsTruncate(), "{fault: dns.truncate}"),
        (.dnsOversize(size: 2048), "{fault: dns.oversize, size: 2 KiB}"),
        (.dnsEdnsMalformed(.cut), "{fault: dns.edns-malformed, how: cut}"),
        (.dnsGarbage(size: 9, keep: .question), "{fault: dns.garbage, size: 9 B, keep: question}"),
        (.dnsMismatch(in: .question), "{fault: dns.mismatch, in: question}"),
        (.dnsCnameLoop(when: Trigger(first: 1)), "{fault: dns.cname-loop, when: {first: 1}}"),
        (
            .httpStatus(404, code: "NAME_UNKNOWN", message: "gone"),
            "{fault: http.status, status: 404, code: NAME_UNKNOWN, message: gone}"
        ),
        (
            .httpStatus(502, body: "<html>", type: "text/html"),
            "{fault: http.status, status: 502, body: <html>, type: text/html}"
        ),
        (
            .httpStatus(
                503, retryAfter: .seconds(3), challenge: #"Basic realm="x""#,
                HTTPMatch(.layer(2), host: .cdn, method: .get)),
            "{fault: http.status, status: 503, retry-after: 3 s, challenge: 'Basic realm=\"x\"', "
                + "match: {host: cdn, method: GET, resource: layer-2}}"
        ),
        (
            .httpCut(
                after: 64 << 10, by: .reset, HTTPMatch(.blob), when: Trigger(after: .seconds(5), for: .seconds(10))),
            "{fault: http.cut, after: 64 KiB, by: reset, match: {resource: blob}, when: {after: 5 s, for: 10 s}}"
        ),
        (.httpCorrupt(HTTPMatch(.layer, host: .cdn)), "{fault: http.corrupt, match: {host: cdn, resource: layer}}"),
        (
            .httpDelay(by: .seconds(6), HTTPMatch(.manifest), when: Trigger(first: 1)),
            "{fault: http.delay, by: 6 s, match: {resource: manifest}, when: {first: 1}}"
        ),
        (.authExpiredToken(since: .seconds(7200)), "{fault: auth.expired-token, since: 2 h}"),
        (.authNotYetValid(by: .seconds(60)), "{fault: auth.not-yet-valid, by: 60 s}"),
        (.authDenied(status: 401, when: Trigger(first: 1)), "{fault: auth.denied, status: 401, when: {first: 1}}"),
        (
            .tlsExpired(since: .seconds(60), TLSMatch(host: .cdn)),
            "{fault: tls.expired, since: 60 s, match: {host: cdn}}"
        ),
        (.tlsUnknownAuthority(), "{fault: tls.unknown-authority}"),
        (.tlsWrongHost(TLSMatch(host: .cdn)), "{fault: tls.wrong-host, match: {host: cdn}}"),
        (.tlsIntercepted(TLSMatch(host: .cdn)), "{fault: tls.intercepted, match: {host: cdn}}"),
        (.imageManifestTruncated(keep: 0.29), "{fault: image.manifest-truncated, keep: 29%}"),
        (.imageMirrorStale(), "{fault: image.mirror-stale}"),
        (.nodeDiskFull(size: 8 << 20), "{fault: node.disk-full, size: 8 MiB}"),
        (.nodeDiskInodes(free: 3), "{fault: node.disk-inodes, free: 3}"),
        (
            .nodeResolvConf(nameservers: ["silent", "127.0.0.53"], search: ["corp.test"], options: ["ndots:5"]),
            "{fault: node.resolv-conf, nameservers: [silent, 127.0.0.53], search: [corp.test], options: ['ndots:5']}"
        ),
        (.linkRate(64 << 10), "{fault: link.rate, rate: 64 KiB}"),
        (.linkMtu(1280, icmp: .dropped), "{fault: link.mtu, size: 1280 B, icmp: dropped}"),
        (
            .linkDown(after: .seconds(1), for: .seconds(2), every: .seconds(6)),
            "{fault: link.down, after: 1 s, for: 2 s, every: 6 s}"
        ),
        (.linkConnections(most: 1), "{fault: link.connections, most: 1}"),
        (.linkStateLost(answer: .dropped, after: .seconds(1)), "{fault: link.state-lost, answer: dropped, after: 1 s}"),
        (.nodeRoute(.unreachable, to: .registry), "{fault: node.route, how: unreachable, to: registry}"),
        (.nodePortsExhausted(.udp), "{fault: node.ports-exhausted, protocol: udp}"),
        (.nodeReceiveBuffer(size: 4096), "{fault: node.receive-buffer, size: 4 KiB}"),
        (.actFreeze(for: .seconds(5), HTTPMatch(.config)), "{fault: act.freeze, for: 5 s, match: {resource: config}}"),
        (
            .actKill(signal: .term, HTTPMatch(.config), when: Trigger(times: 1)),
            "{fault: act.kill, signal: TERM, match: {resource: config}, when: {times: 1}}"
        ),
    ]

    private func plan(_ scenario: Scenario) -> Plan {
        Plan(scenario: scenario, puller: SkopeoPuller(), version: "1.9.3", seed: 7)
    }

    @Test(arguments: faults.indices)
    func aFaultIsTheSameAsInAFile(index: Int) throws {
        let (swift, yaml) = Self.faults[index]
        let node = NodeSettings(proxy: ProxySettings())
        let built = try Scenario(
            title: "A test", name: "test", registry: RegistrySettings(mirror: .all), node: node, faults: [swift])
        let read = try scenario(
            "registry: {mirror: all}\nnode: {proxy: true}\nfaults: [\(yaml)]\nexpect: {pull: succeeds}")
        #expect(plan(built).text == plan(read).text)
        let (one, other) = (try #require(built.faults.first), try #require(read.faults.first))
        #expect(one.match == other.match)
        #expect(one.trigger == other.trigger)
        #expect("\(one.fault)" == "\(other.fault)")
    }

    @Test func everyFaultOfTheCatalogCanBeBuiltWithAllItsParameters() throws {
        var built: [String: String] = [:]
        for fault in Self.faults.map(\.swift) {
            let scenario = try Scenario(
                title: "A test", registry: RegistrySettings(mirror: .all), node: NodeSettings(proxy: ProxySettings()),
                faults: [fault])
            let definition = try #require(scenario.faults.first)
            // Parameters that exclude each other stand in several.
            built[definition.name, default: ""] += definition.arguments.joined(separator: ", ") + ", "
        }
        for fault in FaultCatalog.all {
            let arguments = try #require(
                built[fault.name], "\(fault.name) has no function of InjectedFault in this test")
            for parameter in fault.parameters { #expect(arguments.contains("\(parameter.name) "), "\(fault.name)") }
        }
    }

    private static let proxy = ProxySettings(credentials: .required, bypass: [.cdn, .auth])

    @Test(arguments: [
        nil, ProxySettings(), proxy, ProxySettings(bypass: [.mirror]), ProxySettings(credentials: .required),
    ])
    func aProxyIsTheSameToo(proxy: ProxySettings?) throws {
        let built = try Scenario(title: "A test", name: "test", node: NodeSettings(proxy: proxy))
        #expect(built.node.proxy == proxy)
    }

    @Test func everythingBesidesFaultsIsTheSameToo() throws {
        let built = try Scenario(
            title: "It's: \"all\" of #it\n, {twice}", name: "test", description: "More - of it",
            image: ImageRecipe(layers: 2, layerSize: 4 << 20, format: .oci, isIndexed: false),
            registry: RegistrySettings(
                scheme: .http, credentials: .required, redirectsBlobs: false, mirror: .digestOnly),
            node: NodeSettings(storageSize: 64 << 20, resolverOptions: ["timeout:1", "rotate"], proxy: Self.proxy),
            network: NetworkSettings(rate: 1 << 20, delay: .milliseconds(20), mtu: 1400),
            faults: [.packetDrop(when: Trigger(burst: .init(enter: 0.05, leave: 0.3)))],
            expect: .fails(
                saying: #"read udp .*: i/o \w+"#, within: .milliseconds(1505),
                requests: [.config: CountRange(1...5), .layer(2).at(.mirror): 2],
                dnsQueries: [.mirror: CountRange(2...)],
                resumes: 0,
                recovery: .works(pulls: CountRange(1...2))
            ),
            deadline: .seconds(90)
        )
        let read = try Scenario(yaml: built.source, file: "test.yaml")
        #expect(built.title == "It's: \"all\" of #it\n, {twice}")
        #expect(built.description == "More - of it")
        #expect(plan(built).text == plan(read).text)
        #expect(built.image == ImageRecipe(layers: 2, layerSize: 4 << 20, format: .oci, isIndexed: false))
        #expect(
            built.registry
                == RegistrySettings(scheme: .http, credentials: .required, redirectsBlobs: false, mirror: .digestOnly))
        #expect(
            built.node
                == NodeSettings(storageSize: 64 << 20, resolverOptions: ["timeout:1", "rotate"], proxy: Self.proxy))
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
