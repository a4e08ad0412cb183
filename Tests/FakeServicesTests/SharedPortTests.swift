import Faults
import ImageContent
import Testing
import WireFormats

@testable import FakeServices

/// All hosts on one port: a whole pull by names, with TLS and without.
@Suite struct SharedPortTests {
    private func plan(_ scheme: Scheme, faults: [ArmedFault] = []) -> ServicesPlan {
        var plan = ServicesPlan.test(scheme: scheme, faults: faults)
        plan.bindAddresses = [.registry: [Endpoint(IPAddress(v4: 0x7f00_0001), port: 0)]]
        plan.names = HostNames(isOnePort: true)
        return plan
    }

    private func get(
        _ puller: TestPuller, _ host: String, named name: String?, _ target: String, _ headers: [String] = []
    ) async throws -> TestAnswer {
        let lines = ["GET \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
        return try await TestExchange.start(
            port: Int(puller.services.port(of: .registry) ?? 0), trusting: puller.authority?.pem, host: name,
            sending: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        ).finished()
    }

    @Test(arguments: Scheme.allCases) func hostsAreToldApartByName(scheme: Scheme) async throws {
        let log = EventLog()
        try await withTestServices(plan(scheme), log: log) { puller in
            let port = puller.services.port(of: .registry) ?? 0
            let challenge = try await get(puller, "registry.test:\(port)", named: "registry.test", "/v2/")
            let realm = "\(scheme.rawValue)://auth.test:\(port)/token"
            #expect(challenge["WWW-Authenticate"]?.contains("realm=\"\(realm)\"") == true)
            let scope = "/token?service=registry.test&scope=repository:library/demo:pull"
            let answer = try await get(puller, "auth.test:\(port)", named: "auth.test", scope)
            let token = try #require(answer.text.split(separator: "\"").first { $0.hasPrefix("ey") })
            let redirect = try await get(
                puller, "registry.test", named: "registry.test",
                "/v2/library/demo/blobs/\(ServedImage.test().truth.layerDigests[0])", ["Authorization: Bearer \(token)"]
            )
            let location = try #require(redirect["Location"])
            let cdn = "\(scheme.rawValue)://cdn.test:\(port)"
            #expect(location.hasPrefix(cdn))
            let blob = try await get(
                puller, "CDN.test:\(port)", named: "cdn.test", String(location.dropFirst(cdn.count)))
            #expect(blob.status == 200 && blob.body.count > 100_000)
        }
        #expect(Set(log.connections.map(\.host)) == [.registry, .auth, .cdn])
    }

    @Test func aClientThatNamesNobodyMeansTheRegistry() async throws {
        try await withTestServices(plan(.http)) { puller in
            let answer = try await get(puller, "unknown.example", named: nil, "/v2/")
            #expect(answer.status == 401)
        }
    }

    /// Each host still shows its own certificate.
    @Test func faultsOfTLSMeetTheHostThatTheClientNames() async throws {
        let fault = ArmedFault.test(EditTLS { $0.names = ["other.test"] }, host: .cdn)
        try await withTestServices(plan(.https, faults: [fault])) { puller in
            let registry = try await get(puller, "registry.test", named: "registry.test", "/v2/")
            let cdn = try await get(puller, "cdn.test", named: "cdn.test", "/")
            #expect(registry.status == 401 && cdn.status == 0)
        }
    }

    /// As a client does that reuses a connection for all names of its certificate's address (RFC 9113 section 9.1.1).
    @Test func overHTTP2EachRequestNamesItsHost() async throws {
        var plan = plan(.https)
        plan.offersHTTP2 = true
        let log = EventLog()
        try await withTestServices(plan, log: log) { puller in
            let port = Int(puller.services.port(of: .registry) ?? 0)
            let client = try await HTTP2Client.connect(
                port: port, trusting: try #require(puller.authority?.pem), host: "registry.test")
            let challenge = try await client.ask("/v2/", of: "registry.test:\(port)")
            let token = try await client.ask(
                "/token?service=registry.test&scope=repository:library/demo:pull", of: "auth.test:\(port)")
            #expect(challenge.status == 401 && token.status == 200)
        }
        #expect(log.requests.map(\.host) == [.registry, .auth])
        #expect(Set(log.requests.map(\.connection)).count == 1)
    }
}
