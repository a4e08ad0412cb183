import Faults
import Testing
import WireFormats

@Suite struct MatchTests {
    /// A question for cdn.test's A record, to the DNS server over IPv4.
    @Test(
        arguments: [
            ([:], true),
            (["protocol": "udp"], true), (["protocol": "tcp"], false), (["protocol": "icmp"], false),
            (["with": "dns"], true), (["with": "node"], true), (["with": "cdn"], false),
            (["from": "node"], true), (["from": "dns"], false),
            (["to": "dns"], true), (["to": "node"], false),
            (["port": "53"], true), (["port": "40000"], false),
            (["ip": "4"], true), (["ip": "6"], false),
            (["name": "cdn"], true), (["name": "CDN.test"], true), (["name": "auth"], false),
            (["type": "A"], true), (["type": "AAAA"], false),
            (["protocol": "udp", "with": "dns", "name": "cdn", "type": "A"], true),
            (["protocol": "udp", "with": "dns", "name": "cdn", "type": "AAAA"], false),
            (["from": "node", "to": "dns"], true), (["from": "dns", "to": "node"], false),
        ] as [(Document, Bool)])
    func aQuestionIsCovered(document: Document, isCovered: Bool) throws {
        let match = try Match(document.element(), plane: .packet)
        #expect(match.covers(try Sample.question("CDN.test").facts) == isCovered)
    }

    /// A segment from the CDN's port 443 over IPv6.
    @Test(
        arguments: [
            ([:], true),
            (["protocol": "tcp"], true), (["protocol": "udp"], false),
            (["with": "cdn"], true), (["with": "registry"], false),
            (["from": "cdn"], true), (["to": "cdn"], false), (["to": "node"], true),
            (["port": "443"], true), (["port": "80"], false),
            (["ip": "6"], true), (["ip": "4"], false),
            (["name": "cdn"], false), (["type": "A"], false),
        ] as [(Document, Bool)])
    func aSegmentIsCovered(document: Document, isCovered: Bool) throws {
        let match = try Match(document.element(), plane: .packet)
        #expect(match.covers(try Sample.tcp(from: .cdn, to: .node, payload: [1], v6: true).facts) == isCovered)
    }

    @Test func bothKindsOfICMPAreICMP() throws {
        var match = Match()
        match.protocol = .icmp
        for transport in TransportProtocol.allCases {
            var facts = try Sample.question("cdn.test").facts
            facts.headers.protocolNumber = transport.rawValue
            #expect(match.covers(facts) == [.icmp, .icmpv6].contains(transport))
        }
    }

    @Test func anAddressOfNoRoleIsCoveredByTheNodeOnly() throws {
        var facts = try Sample.question("cdn.test").facts
        facts.service = nil
        var match = Match()
        #expect(match.covers(facts))
        match.with = .node
        #expect(match.covers(facts))
        match.with = .dns
        #expect(!match.covers(facts))
    }

    @Test(
        arguments: [
            (nil, nil, true), ("cdn.test", nil, true), ("dns.test", nil, false),
            (nil, "AAAA", true), (nil, "A", false), ("cdn.test", "A", false), ("cdn.test", "AAAA", true),
        ] as [(String?, String?, Bool)])
    func aDNSQuestionIsCoveredByNameAndType(name: String?, type: String?, isCovered: Bool) throws {
        var match = Match()
        (match.name, match.type) = (name, type)
        #expect(match.covers(DNSQuestion(name: try #require(DNSName("cdn.TEST.")), type: .aaaa)) == isCovered)
    }

    @Test(
        arguments: [
            ([:], true),
            (["host": "cdn"], true), (["host": "registry"], false),
            (["method": "GET"], true), (["method": "HEAD"], false),
            (["resource": "layer-2"], true), (["resource": "layer-1"], false),
            (["resource": "layer"], true), (["resource": "blob"], true), (["resource": "config"], false),
            (["host": "cdn", "method": "GET", "resource": "blob"], true),
            (["host": "cdn", "method": "HEAD", "resource": "blob"], false),
        ] as [(Document, Bool)])
    func aRequestIsCovered(document: Document, isCovered: Bool) throws {
        let match = try Match(document.element(), plane: .http)
        #expect(match.covers(RequestFacts(host: .cdn, method: "GET", resource: .layer(2))) == isCovered)
    }

    @Test(arguments: [
        ("/v2/library/demo/manifests/1", "tag", true), ("/v2/library/demo/manifests/1", "digest", false),
        ("/v2/library/demo/manifests/sha256:ab?ns=registry.test", "digest", true),
        ("/v2/library/demo/manifests/sha256%3Aab", "digest", true), ("/v2/a/manifests/sha256:ab", "tag", false),
        ("/v2/a/blobs/sha256:ab", "digest", false), ("/v2/", "tag", false), ("", "tag", false),
    ])
    func howAManifestIsAskedForIsTold(target: String, word: String, isCovered: Bool) throws {
        let document = Document.mapping([("reference", .scalar(word))])
        let match = try Match(document.element(), plane: .http)
        #expect(
            match.covers(RequestFacts(host: .registry, method: "GET", resource: .manifest, target: target)) == isCovered
        )
    }

    @Test func aHandshakeIsCoveredByItsHost() {
        var match = Match()
        #expect(Role.allCases.allSatisfy { match.covers(host: $0) })
        match.host = .cdn
        #expect(Role.allCases.filter { match.covers(host: $0) } == [.cdn])
    }

    @Test(
        arguments: [
            (.packet, ["protocol": "udp", "with": "dns", "name": "CDN.test"], "udp with dns about cdn.test"),
            (.packet, ["name": "registry", "type": "AAAA"], "about registry.test type AAAA"),
            (.packet, ["protocol": "tcp", "from": "cdn", "port": "443", "ip": "6"], "tcp from cdn port 443 IPv6"),
            (.dns, ["name": "nowhere.test"], "about nowhere.test"),
            (.dns, ["name": "cdn", "protocol": "tcp"], "tcp about cdn.test"),
            (.http, ["host": "cdn", "method": "GET", "resource": "layer-128"], "GET layer-128 at cdn"),
            (.http, ["resource": "manifest", "reference": "tag"], "manifest by tag"),
            (.tls, ["host": "registry"], "at registry"), (.act, [:], "everything"),
            (.syscall, ["call": "rename", "below": "storage"], "rename below storage"),
        ] as [(Plane, Document, String)])
    func itIsReadAndSaidInWords(plane: Plane, document: Document, words: String) throws {
        #expect(try Match(document.element(), plane: plane).summary == words)
    }

    @Test(
        arguments: [
            (.packet, ["prot": "udp"], "unknown key 'prot'; did you mean 'protocol'?"),
            (.packet, ["protocol": "upd"], "protocol: unknown protocol 'upd'; did you mean 'udp'?"),
            (.packet, ["with": "regsitry"], "with: unknown role 'regsitry'; did you mean 'registry'?"),
            (.packet, ["port": "0"], "port: 0 is out of range; expected a whole number from 1 to 65535"),
            (.packet, ["ip": "5"], "ip: unknown IP version '5'"),
            (.packet, ["name": "cdn", "port": "53"], "'name' is about DNS and takes no 'port'; expected one of them"),
            (.packet, ["type": "TXT"], "type: unknown record type 'TXT'"),
            (.packet, ["host": "cdn"], "unknown key 'host'"),
            (.dns, ["name": "example.com"], "name: 'example.com' is no name of this world"),
            (.dns, ["protocol": "icmp"], "protocol: unknown protocol 'icmp'; expected udp or tcp"),
            (.http, ["resource": "layer-0"], "resource: unknown resource 'layer-0'"),
            (.http, ["resource": "layer-129"], "resource: unknown resource 'layer-129'"),
            (.http, ["reference": "name"], "reference: unknown kind of reference 'name'; expected tag or digest"),
            (.http, ["method": "PUT"], "method: unknown method 'PUT'"),
            (.tls, ["method": "GET"], "unknown key 'method'"),
            (.image, ["resource": "layer-1"], "unknown key 'resource'"),
            (.syscall, ["call": "fsync", "host": "cdn"], "unknown key 'host'"),
            (.node, [:], "faults of plane 'node' match no traffic"),
        ] as [(Plane, Document, String)])
    func wrongKeysAndValuesAreRefused(plane: Plane, document: Document, message: String) throws {
        #expect(try #require(complaint { _ = try Match(document.element(), plane: plane) }).hasPrefix(message))
    }
}
