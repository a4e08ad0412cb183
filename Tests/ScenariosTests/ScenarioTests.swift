import Faults
import ImageContent
import Testing

@testable import Scenarios

@Suite struct ScenarioTests {
    static let full = """
        # Everything that a scenario can say.
        title: DNS over UDP loses half of its datagrams
        description: |
          Half of the datagrams are lost.
          A puller must ask again.
        causes: [udp-packet-loss, dns]
        see: [docker/for-linux#3, docker/for-mac#2152]
        clause: [RFC 9112 7.1, distribution-spec 1.1 "Pulling blobs" body-digest]
        image: {layers: 5, layer-size: 64 KiB, format: oci, index: false}
        registry: {scheme: http, credentials: required, redirect-blobs: false, mirror: digest-only}
        node: {storage: 1 GiB, resolver-options: [timeout:1, attempts:2], proxy: {credentials: required, bypass: [cdn]}}
        deadline: 2 min
        faults:
          - fault: packet.drop
            match: {protocol: udp, with: dns}
            when: {probability: 50%}
          - fault: http.status
            status: 503
            retry-after: 3 s
            match: {resource: layer-5, method: GET}
            when: {first: 1}
        expect:
          pull: fails
          within: 90 s
          error: 'read udp .*: i/o timeout'
          requests: {config: 1..5, layer-2: 2, token: 1.., blob: ..9, manifest at mirror: 1..}
          dns-queries: {mirror: 2.., registry.test: 1}
          resumes: 0
          udp-besides-dns: 0
          recovers: {within: 1..3}
          backoff: {layer-2: 1 s..10 s, config: 500 ms..}
          leftovers: ..4 MiB
          memory: 256 MiB
          requests-per-second: ..5
          rate: 80%
        known:
          - puller: ['skopeo@trixie >=1.9, <1.11', crane]
            pull: hangs
            error: "gave up"
            because: no retry unless --retry-times is given
            see: containers/skopeo#1
            intermittent: true
            within: 100 s
            requests: {manifest: 3}
            dns-queries: {auth: ..1}
            resumes: 1..
            recovers: false
            backoff: {layer: ..2 s}
            leftovers: 1 KiB..2 MiB
            memory: 1 GiB
            requests-per-second: 6..
            leaks: [signed-query, token]
            outside: [/etc/canary, /var/x]
            ignores-retry-after: true
          - {puller: docker, pull: succeeds, because: it asks again}
        skip:
          - {puller: [udocker, oras <1.2], because: it fetches one blob at a time}
        """

    @Test func `every key of a full scenario is read`() throws {
        let scenario = try Scenario(yaml: Self.full, file: "some/folder/udp-loss.yaml")
        #expect(scenario.name == "udp-loss")
        #expect(scenario.source == Self.full)
        #expect(scenario.title == "DNS over UDP loses half of its datagrams")
        #expect(scenario.description == "Half of the datagrams are lost.\nA puller must ask again.\n")
        #expect(scenario.causes == ["udp-packet-loss", "dns"])
        #expect(scenario.see == ["docker/for-linux#3", "docker/for-mac#2152"])
        #expect(
            scenario.clauses.map(\.name) == ["RFC 9112 7.1", "distribution-spec 1.1 \"Pulling blobs\" body-digest"])
        #expect(scenario.image == ImageRecipe(layers: 5, layerSize: 65_536, format: .oci, isIndexed: false))
        #expect(scenario.registry.scheme == .http)
        #expect(scenario.registry.credentials == .required)
        #expect(!scenario.registry.redirectsBlobs)
        #expect(scenario.node.storageSize == 1 << 30)
        #expect(scenario.node.resolverOptions == ["timeout:1", "attempts:2"])
        #expect(scenario.node.proxy == ProxySettings(credentials: .required, bypass: [.cdn]))
        #expect(scenario.expectation.observables.udpBesidesDNS == CountRange(0...0))
        #expect(scenario.deadline == .seconds(120))
    }

    @Test func `the faults are read in their order`() throws {
        let faults = try Scenario(yaml: Self.full, file: "full.yaml").faults
        #expect(faults.map(\.name) == ["packet.drop", "http.status"])
        #expect(faults[0].match.protocol == .udp)
        #expect(faults[0].match.with == .dns)
        #expect(faults[0].trigger.probability == 0.5)
        #expect(faults[1].match.resource == "layer-5")
        #expect(faults[1].trigger.first == 1)
        #expect(faults[1].arguments == ["status 503", "retry-after 3 s"])
    }

    @Test func `the expectation is read`() throws {
        let expectation = try Scenario(yaml: Self.full, file: "full.yaml").expectation
        #expect(expectation.pull == .fails)
        #expect(expectation.error?.text == "read udp .*: i/o timeout")
        #expect(expectation.observables.within == .seconds(90))
        #expect(
            expectation.observables.requests.mapValues(\.description)
                == ["config": "1..5", "layer-2": "2", "token": "1..", "blob": "0..9", "manifest at mirror": "1.."]
        )
        #expect(
            expectation.observables.dnsQueries.mapValues(\.description) == ["mirror.test": "2..", "registry.test": "1"]
        )
        #expect(expectation.observables.resumes == CountRange(0...0))
        #expect(expectation.recovery == .works(pulls: CountRange(1...3)))
        #expect(
            expectation.observables.backoff.mapValues(\.description)
                == ["layer-2": "1 s..10 s", "config": "500 ms.."]
        )
        #expect(expectation.observables.leftovers?.description == "..4 MiB")
        #expect(expectation.observables.memory == 256 << 20)
        #expect(expectation.observables.requestsPerSecond == CountRange(0...5))
        #expect(expectation.rate == 0.8)
    }

    @Test func `the pullers that are left out are read`() throws {
        let exemptions = try Scenario(yaml: Self.full, file: "full.yaml").exemptions
        #expect(exemptions.map { $0.pullers.map(\.description) } == [["udocker", "oras <1.2"]])
        #expect(exemptions.map(\.because) == ["it fetches one blob at a time"])
    }

    @Test func `the known shortcomings are read`() throws {
        let known = try Scenario(yaml: Self.full, file: "full.yaml").known
        #expect(known.map { $0.pullers.map(\.description) } == [["skopeo@trixie >=1.9, <1.11", "crane"], ["docker"]])
        #expect(known[0].pull == .hangs)
        #expect(known[0].error?.text == "gave up")
        #expect(known[0].because == "no retry unless --retry-times is given")
        #expect(known[0].see == ["containers/skopeo#1"])
        #expect(known[0].isIntermittent)
        #expect(known[0].observables.within == .seconds(100))
        #expect(known[0].observables.requests == ["manifest": CountRange(3...3)])
        #expect(known[0].observables.dnsQueries == ["auth.test": CountRange(0...1)])
        #expect(known[0].observables.resumes == CountRange(1...))
        #expect(known[0].recovery == .never)
        #expect(known[0].observables.backoff.mapValues(\.description) == ["layer": "0 ms..2 s"])
        #expect(known[0].observables.leftovers?.description == "1 KiB..2 MiB")
        #expect(known[0].observables.memory == 1 << 30)
        #expect(known[0].observables.requestsPerSecond == CountRange(6...))
        #expect(known[0].leaks == [.signedQuery, .token] && known[0].ignoresRetryAfter)
        #expect(known[0].outside == ["/etc/canary", "/var/x"] && known[1].outside.isEmpty)
        #expect(known[1].leaks.isEmpty && !known[1].ignoresRetryAfter)
        #expect(known[1].pull == .succeeds && known[1].observables.isEmpty && known[1].recovery == nil)
        #expect(!known[1].isIntermittent)
    }

    @Test func `single keys change the registry that it is like, wherever they stand`() throws {
        for text in ["{like: quay, redirect-status: 303}", "{redirect-status: 303, like: quay}"] {
            let registry = try scenario("registry: \(text)").registry
            var expected = RegistrySettings(like: .quay)
            expected.behavior.redirectStatus = 303
            #expect(registry == expected && registry.behavior.login == .ownTokens && !registry.behavior.takesForms)
        }
        #expect(try scenario("registry: {like: ecr}").registry.credentials == .required)
        #expect(try !scenario("registry: {like: harbor}").registry.redirectsBlobs)
    }

    @Test func `what is not said has its default`() throws {
        let small = try scenario()
        #expect(small.image == ImageRecipe())
        #expect(small.registry == RegistrySettings())
        #expect(small.registry.scheme == .https && small.registry.credentials == .none && small.registry.redirectsBlobs)
        #expect(small.node.storageSize == 512 << 20)
        #expect(small.deadline == .seconds(120))
        #expect(small.faults.isEmpty && small.known.isEmpty && small.causes.isEmpty && small.see.isEmpty)
        #expect(small.description.isEmpty)
        #expect(small.expectation.error == nil && small.expectation.observables.isEmpty)
        #expect(small.expectation.recovery == .works(pulls: CountRange(1...)))
    }

    @Test func `recovery is read in each of its forms`() throws {
        func recovery(_ text: String) throws -> Recovery {
            try scenario(expecting: "{pull: succeeds, recovers: \(text)}").expectation.recovery
        }
        #expect(try recovery("true") == .works(pulls: CountRange(1...)))
        #expect(try recovery("false") == .never)
        #expect(try recovery("{within: 2}") == .works(pulls: CountRange(2...2)))
    }

    @Test func `the error is found anywhere in the output`() throws {
        let scenario = try scenario(expecting: "{pull: fails, error: 'read udp .*: i/o timeout'}")
        let error = try #require(scenario.expectation.error)
        let output = "level=error\nlookup cdn.test: read udp 198.18.0.2:40048: i/o timeout\n"
        #expect(try error.firstMatch(in: output) == 29)
        #expect(try error.firstMatch(in: "read tcp: i/o timeout") == nil)
    }

    @Test func `quotes make text of everything`() throws {
        #expect(try Scenario(yaml: "title: '404'\nexpect: {pull: succeeds}", file: "a.yaml").title == "404")
        #expect(
            complaint(about: "title: null\nexpect: {pull: succeeds}")
                == "test.yaml:1:8: title: found nothing; expected the title, as text")
    }

    @Test func `the headline of the design is a scenario`() throws {
        let scenario = try Scenario(
            yaml: """
                title: DNS over UDP loses half of its datagrams
                causes: [udp-packet-loss]
                see: [docker/for-linux#3, docker/for-mac#2152]
                image: {layers: 3, layer-size: 1 MiB}
                faults:
                  - fault: packet.drop
                    match: {protocol: udp, with: dns}
                    when: {probability: 50%}
                expect:
                  pull: succeeds
                  within: 60 s
                known:                       # an expected failure, with its reason
                  - puller: skopeo
                    pull: fails
                    error: 'read udp .*: i/o timeout'
                    because: no retry unless --retry-times is given
                """,
            file: "udp-loss.yaml"
        )
        #expect(scenario.faults.count == 1 && scenario.known.count == 1)
    }
}
