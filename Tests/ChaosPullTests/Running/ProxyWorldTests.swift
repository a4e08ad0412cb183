import Faults
import Glibc
import Pullers
import SampleRuns
import Sandboxing
import Scenarios
import Testing

@testable import ChaosPull

/// What a program of the node sees behind a proxy, in real namespaces and with real TLS.
@Suite(
    .serialized,
    .enabled(if: geteuid() == 0 && Tool.path(of: "curl", below: "") != nil, "needs root and curl")
)
struct ProxyWorldTests {
    /// Runs curl in the node of a scenario, with the environment of a puller, and returns the result for each URL.
    private func curl(
        _ node: String, faults: String = "[]", _ urls: [String]
    ) async throws -> (said: [String], timeline: [Event.Body]) {
        let scenario = try scenario("node: \(node)\nfaults: \(faults)\nexpect: {pull: fails}")
        let plan = Plan(scenario: scenario, puller: InstalledPuller.none.puller, version: "0.0", seed: 1)
        let recorder = Recorder()
        let (said, _) = try await withWorld(of: plan, faults: plan.armedFaults(), recorder: recorder) { world in
            let session = world.session
            var said: [String] = []
            for url in urls {
                let environment = session.puller.command(for: session.request).environment
                let arguments = [
                    "-s", "-o", "/dev/null", "-w", "%{http_connect} %{http_code} %{errormsg}", "--cacert",
                    PullRequest.authorityPath, url,
                ]
                let program = Program("curl", "curl", arguments, environment: environment)
                said.append(try await session.sandbox.output(program).text)
            }
            return said
        }
        return (said, recorder.events.map(\.body))
    }

    private func names(in timeline: [Event.Body]) -> Set<String> {
        Set(timeline.compactMap { if case .dns(let exchange) = $0 { exchange.name } else { nil } })
    }

    private func requests(in timeline: [Event.Body]) -> [Request] {
        timeline.compactMap { if case .request(let request) = $0 { request } else { nil } }
    }

    @Test func tlsGoesThroughATunnelAndOnlyTheProxyIsLookedUp() async throws {
        let (said, timeline) = try await curl(
            "{proxy: true}", ["https://registry.test/v2/", "https://example.com/", "https://registry.test:444/"])
        #expect(said[0].hasPrefix("200 401"), "\(said[0])")
        #expect(said[1].hasPrefix("403 000"), "\(said[1])")
        #expect(said[2].hasPrefix("502 000"), "\(said[2])")
        #expect(names(in: timeline) == ["proxy.test"])
        let asked = requests(in: timeline)
        #expect(asked.map(\.host) == [.proxy, .registry, .proxy, .proxy])
        #expect(asked.map(\.resource.name) == ["connect-registry", "ping", "connect-other", "connect-registry"])
    }

    @Test func aPasswordIsShownToTheProxyAlone() async throws {
        let (said, timeline) = try await curl("{proxy: {credentials: required}}", ["https://registry.test/v2/"])
        #expect(said[0].hasPrefix("200 401"), "\(said[0])")
        #expect(requests(in: timeline).map(\.proxyAuthorization) == ["basic", nil])
    }

    @Test func aHostThatIsBypassedIsReachedDirectly() async throws {
        let (said, timeline) = try await curl("{proxy: {bypass: [auth]}}", ["https://auth.test/other"])
        #expect(said[0].hasPrefix("000 404"), "\(said[0])")
        #expect(names(in: timeline) == ["auth.test"])
    }

    @Test func aProxyThatLooksIntoTLSIsNotTrusted() async throws {
        let (said, timeline) = try await curl(
            "{proxy: true}", faults: "[{fault: tls.intercepted, match: {host: registry}}]",
            ["https://registry.test/v2/", "https://auth.test/other"])
        #expect(said[0].hasPrefix("200 000") && said[0].contains("certificate"), "\(said[0])")
        #expect(said[1].hasPrefix("200 404"), "\(said[1])")
        let firings = timeline.compactMap { if case .fault(let firing) = $0 { firing.name } else { nil } }
        #expect(firings == ["tls.intercepted"])
    }

    @Test func withoutAProxyNothingListensThere() async throws {
        let (said, _) = try await curl("{storage: 64 MiB}", ["http://proxy.test:3128/"])
        #expect(said[0].contains("000 000") && said[0].lowercased().contains("connect"), "\(said[0])")
    }
}
