import Faults
import ImageContent
import Judging
import Pullers
import SampleRuns
import Scenarios
import Testing

@testable import ChaosPull

/// A fault built in Swift does what the same fault in a file does.
@Suite struct BuiltFaultTests {
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
        (.httpStall(after: 1 << 20, HTTPMatch(.layer)), "{fault: http.stall, after: 1 MiB, match: {resource: layer}}"),
        (.httpRate(20 << 10, HTTPMatch(header: "Range")), "{fault: http.rate, rate: 20 KiB, match: {header: Range}}"),
        (.httpFraming(by: .close), "{fault: http.framing, by: close}"),
        (.httpContentLength(by: -3), "{fault: http.content-length, by: -3}"),
        (.httpContentEncoding(unasked: true), "{fault: http.content-encoding, unasked: true}"),
        (.httpRedirect(to: .closedPort, status: 302), "{fault: http.redirect, to: closed-port, status: 302}"),
        (.httpRedirectChain(hops: 20, status: 302), "{fault: http.redirect-chain, hops: 20, status: 302}"),
        (.httpRange(.oneEarly), "{fault: http.range, answer: one-early}"),
        (
            .httpRange(.notImplemented, parts: .several),
            "{fault: http.range, answer: not-implemented, parts: several}"
        ),
        (
            .httpHeader("Warning", value: "299 - \"x\"", HTTPMatch(authorization: false)),
            "{fault: http.header, name: Warning, value: '299 - \"x\"', match: {authorization: false}}"
        ),
        (.httpLargeHeaders(size: 2 << 20), "{fault: http.large-headers, size: 2 MiB}"),
        (.httpBody("<html>", type: "text/plain"), "{fault: http.body, body: <html>, type: text/plain}"),
        (
            .httpDocument(.byteOrderMark, HTTPMatch(.manifest, reference: .digest)),
            "{fault: http.document, form: bom, match: {resource: manifest, reference: digest}}"
        ),
        (.httpWrongResponse(HTTPMatch(.layer)), "{fault: http.wrong-response, match: {resource: layer}}"),
        (.httpGarbage(size: 10), "{fault: http.garbage, size: 10 B}"),
        (.httpClose(by: .reset, reused: true), "{fault: http.close, by: reset, reused: true}"),
        (
            .httpInformational(status: 102, count: 3, every: .seconds(1), HTTPMatch(host: .auth, method: .post)),
            "{fault: http.informational, status: 102, count: 3, every: 1 s, match: {host: auth, method: POST}}"
        ),
        (.httpBadRecord(after: 1 << 20), "{fault: http.bad-record, after: 1 MiB}"),
        (
            .httpGoAway(after: 7, code: .enhanceYourCalm),
            "{fault: http.goaway, after: 7 B, code: enhance-your-calm}"
        ),
        (
            .httpResetStream(after: 1 << 20, code: .cancel),
            "{fault: http.reset-stream, after: 1 MiB, code: cancel}"
        ),
        (.httpWindow(), "{fault: http.window}"),
        (
            .httpSettings(.maxFrameSize, value: 0, HTTPMatch(.ping)),
            "{fault: http.settings, setting: max-frame-size, value: 0, match: {resource: ping}}"
        ),
        (.httpContinuation(size: 1 << 20), "{fault: http.continuation, size: 1 MiB}"),
        (.authExpiredToken(since: .seconds(7200)), "{fault: auth.expired-token, since: 2 h}"),
        (.authNotYetValid(by: .seconds(60)), "{fault: auth.not-yet-valid, by: 60 s}"),
        (
            .authShortLived(lifetime: .seconds(2), told: false),
            "{fault: auth.short-lived, lifetime: 2 s, told: false}"
        ),
        (.authRevoked(when: Trigger(times: 1)), "{fault: auth.revoked, when: {times: 1}}"),
        (.authWithoutExpiry(), "{fault: auth.without-expiry}"),
        (.authWrongScope(), "{fault: auth.wrong-scope}"),
        (.authWrongAudience(), "{fault: auth.wrong-audience}"),
        (.authLargeToken(size: 8 << 10), "{fault: auth.large-token, size: 8 KiB}"),
        (.authAccessTokenOnly(), "{fault: auth.access-token-only}"),
        (.authChallenge(.elsewhere), "{fault: auth.challenge, form: elsewhere}"),
        (.authDenied(status: 401, when: Trigger(first: 1)), "{fault: auth.denied, status: 401, when: {first: 1}}"),
        (
            .tlsExpired(since: .seconds(60), TLSMatch(host: .cdn)),
            "{fault: tls.expired, since: 60 s, match: {host: cdn}}"
        ),
        (.tlsUnknownAuthority(), "{fault: tls.unknown-authority}"),
        (.tlsNotYetValid(by: .seconds(60)), "{fault: tls.not-yet-valid, by: 60 s}"),
        (.tlsSelfSigned(TLSMatch(host: .cdn)), "{fault: tls.self-signed, match: {host: cdn}}"),
        (.tlsMissingIntermediate(), "{fault: tls.missing-intermediate}"),
        (.tlsWeakKey(when: Trigger(first: 2)), "{fault: tls.weak-key, when: {first: 2}}"),
        (.tlsOddChain(.large, TLSMatch(host: .cdn)), "{fault: tls.odd-chain, key: large, match: {host: cdn}}"),
        (.tlsOldVersion(.tls10), "{fault: tls.old-version, version: TLSv1}"),
        (.tlsClientCertificate(), "{fault: tls.client-certificate}"),
        (.tlsStall(TLSMatch(host: .auth)), "{fault: tls.stall, match: {host: auth}}"),
        (.tlsClose(by: .reset), "{fault: tls.close, by: reset}"),
        (.tlsAlert(.noApplicationProtocol), "{fault: tls.alert, alert: no-application-protocol}"),
        (.tlsPlainHTTP(), "{fault: tls.plain-http}"),
        (.tlsWrongHost(TLSMatch(host: .cdn)), "{fault: tls.wrong-host, match: {host: cdn}}"),
        (.tlsIntercepted(TLSMatch(host: .cdn)), "{fault: tls.intercepted, match: {host: cdn}}"),
        (
            .imageTruncated(.manifest, keep: 0.29, digest: .stale),
            "{fault: image.truncated, part: manifest, keep: 29%, digest: stale}"
        ),
        (.imageMissing(.layer(2)), "{fault: image.missing, part: layer-2}"),
        (.imageCorrupt(.config, at: 7, digest: .stale), "{fault: image.corrupt, part: config, at: 7 B, digest: stale}"),
        (.imageEmpty(.index, digest: .matching), "{fault: image.empty, part: index, digest: matching}"),
        (
            .imageReplaced(.manifest, with: .otherImage, digest: .stale),
            "{fault: image.replaced, part: manifest, with: other-image, digest: stale}"
        ),
        (
            .imageLarge(.manifest, size: 8 << 20, digest: .stale),
            "{fault: image.large, part: manifest, size: 8 MiB, digest: stale}"
        ),
        (
            .imageJson(.index, form: .duplicateKeys, digest: .stale),
            "{fault: image.json, part: index, form: duplicate-keys, digest: stale}"
        ),
        (
            .imageMember(.config, "rootfs.diff_ids.0", value: "3", added: true),
            "{fault: image.member, part: config, member: rootfs.diff_ids.0, value: 3, added: true}"
        ),
        (.imageSize(.config, by: -1), "{fault: image.size, part: config, by: -1}"),
        (.imageSize(.layer(1), to: 0), "{fault: image.size, part: layer-1, to: 0}"),
        (
            .imageMediaType(.manifest, "text/html", in: .answer),
            "{fault: image.media-type, part: manifest, type: text/html, in: answer}"
        ),
        (.imageDigest(.layer(3), form: .upperCase), "{fault: image.digest, part: layer-3, form: upper-case}"),
        (
            .imagePlatform(in: .index, os: "plan9", architecture: "s390x"),
            "{fault: image.platform, in: index, os: plan9, architecture: s390x}"
        ),
        (.imageDiffID(.layer(2)), "{fault: image.diff-id, part: layer-2}"),
        (
            .imageHostileLayer(.layer(1), form: .swappedFolder),
            "{fault: image.hostile-layer, part: layer-1, form: swapped-folder}"
        ),
        (
            .imageBombLayer(.layer(1), form: .zeros, count: 2048),
            "{fault: image.bomb-layer, part: layer-1, form: zeros, count: 2048}"
        ),
        (.imageLayerFormat(.layer(2), form: .sizeLies), "{fault: image.layer-format, part: layer-2, form: size-lies}"),
        (.imageMirrorStale(), "{fault: image.mirror-stale}"),
        (.imageTagMoved(), "{fault: image.tag-moved}"),
        (.nodeDiskFull(size: 8 << 20), "{fault: node.disk-full, size: 8 MiB}"),
        (
            .nodeDiskFull(size: 8 << 20, freedAfter: .seconds(5)),
            "{fault: node.disk-full, size: 8 MiB, freed-after: 5 s}"
        ),
        (.nodeTmpFull(size: 64 << 10), "{fault: node.tmp-full, size: 64 KiB}"),
        (.nodeDiskReadOnly(), "{fault: node.disk-read-only}"),
        (.nodeDiskQuota(size: 8 << 20), "{fault: node.disk-quota, size: 8 MiB}"),
        (
            .diskIOError(.noSpace, DiskMatch(.write, from: 1 << 20, to: 2 << 20), when: Trigger(only: [3])),
            "{fault: disk.io-error, error: ENOSPC, match: {operation: write, from-byte: 1 MiB, to-byte: 2 MiB}, "
                + "when: {only: [3]}}"
        ),
        (
            .diskDelay(.milliseconds(20), writeBack: 1 << 20, DiskMatch(.flush)),
            "{fault: disk.delay, delay: 20 ms, write-back: 1 MiB, match: {operation: flush}}"
        ),
        (.diskBitFlip(DiskMatch(.read)), "{fault: disk.bit-flip, match: {operation: read}}"),
        (.diskTornWrite(sectors: 2), "{fault: disk.torn-write, sectors: 2}"),
        (
            .actPowerLoss(keep: .reordered, delay: .seconds(60), on: .pull(.succeeded)),
            "{fault: act.power-loss, keep: reordered, delay: 60 s, on: {pull: succeeded}}"
        ),
        (
            .actPowerLoss(on: .disk(.flush), when: Trigger(only: [3])),
            "{fault: act.power-loss, on: {disk: flush}, when: {only: [3]}}"
        ),
        (.actPowerLoss(HTTPMatch(.config)), "{fault: act.power-loss, match: {resource: config}}"),
        (.nodeDiskInodes(free: 3), "{fault: node.disk-inodes, free: 3}"),
        (.nodeMemory(limit: 32 << 20), "{fault: node.memory, limit: 32 MiB}"),
        (.nodeCPU(share: 0.05), "{fault: node.cpu, share: 5%}"),
        (.nodeProcesses(most: 12), "{fault: node.processes, most: 12}"),
        (.nodeOpenFiles(most: 16), "{fault: node.open-files, most: 16}"),
        (.nodeIO(rate: 1 << 20), "{fault: node.io, rate: 1 MiB}"),
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
        (.nodeCredentialHelper(.slow), "{fault: node.credential-helper, does: slow}"),
        (
            .nodeRegistryAddress(host: "registri.test", port: 5000),
            "{fault: node.registry-address, host: registri.test, port: 5000}"
        ),
        (
            .nodeImageName(repository: "library/dmeo", tag: "2"),
            "{fault: node.image-name, repository: library/dmeo, tag: 2}"
        ),
        (.nodeRoute(.unreachable, to: .registry), "{fault: node.route, how: unreachable, to: registry}"),
        (.nodePortsExhausted(.udp), "{fault: node.ports-exhausted, protocol: udp}"),
        (.nodeReceiveBuffer(size: 4096), "{fault: node.receive-buffer, size: 4 KiB}"),
        (
            .syscallFail(
                .noSpace, SystemCallMatch(.write, below: "storage/docker", program: "docker-untar"),
                when: Trigger(only: [2])),
            "{fault: syscall.fail, error: ENOSPC, "
                + "match: {call: write, below: storage/docker, program: docker-untar}, when: {only: [2]}}"
        ),
        (
            .syscallDelay(for: .milliseconds(200), SystemCallMatch(.fsync)),
            "{fault: syscall.delay, for: 200 ms, match: {call: fsync}}"
        ),
        (.nodeConfiguration(.storageDriver), "{fault: node.configuration, mistake: storage-driver}"),
        (.nodeStore(.bitFlipped), "{fault: node.store, damage: bit-flipped}"),
        (.actFreeze(for: .seconds(5), HTTPMatch(.config)), "{fault: act.freeze, for: 5 s, match: {resource: config}}"),
        (
            .actKill(signal: .term, HTTPMatch(.config), when: Trigger(times: 1)),
            "{fault: act.kill, signal: TERM, match: {resource: config}, when: {times: 1}}"
        ),
        (
            .actKill(process: .child("docker-untar"), on: .program("docker-untar")),
            "{fault: act.kill, process: docker-untar, on: {program: docker-untar}}"
        ),
        (
            .actFreeze(for: .seconds(5), process: .client, on: .request(.config)),
            "{fault: act.freeze, for: 5 s, process: client, on: {request: config}}"
        ),
        (
            .actRestart(signal: .kill, on: .output("Pulling fs layer"), when: Trigger(times: 1)),
            "{fault: act.restart, signal: KILL, on: {output: Pulling fs layer}, when: {times: 1}}"
        ),
    ]

    /// Whatever a fault may ask of the world.
    private static let registry = RegistrySettings(offersHTTP2: true, credentials: .required, mirror: .all)
    private static func node(for fault: String) -> NodeSettings {
        NodeSettings(
            disk: fault.contains("quota") ? .btrfs : nil, proxy: ProxySettings(), hasImage: true,
            hasCredentialHelper: true)
    }

    @Test(arguments: faults.indices)
    func aFaultIsTheSameAsInAFile(index: Int) throws {
        let (swift, yaml) = Self.faults[index]
        let built = try Scenario(
            title: "A test", name: "test", registry: Self.registry, node: Self.node(for: yaml), faults: [swift])
        let read = try scenario(
            "registry: {http2: true, mirror: all, credentials: required}\n"
                + "node: {proxy: true, credential-helper: true, has-image: true\(yaml.contains("quota") ? ", disk: btrfs" : "")}\n"
                + "faults: [\(yaml)]\nexpect: {pull: succeeds}")
        #expect(Plan.sample(of: built).text == Plan.sample(of: read).text)
        let (one, other) = (try #require(built.faults.first), try #require(read.faults.first))
        #expect(one.match == other.match)
        #expect(one.trigger == other.trigger)
        #expect("\(one.fault)" == "\(other.fault)")
    }

    @Test func everyFaultOfTheCatalogCanBeBuiltWithAllItsParameters() throws {
        var built: [String: String] = [:]
        for (fault, yaml) in Self.faults {
            let scenario = try Scenario(
                title: "A test", registry: Self.registry, node: Self.node(for: yaml), faults: [fault])
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
}
