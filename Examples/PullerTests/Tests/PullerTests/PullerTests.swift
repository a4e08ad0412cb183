import ChaosPullXCTest
import XCTest

/// What docker and skopeo do when things go wrong.
///
/// Needs root and both pullers; skips with the reason without them.
final class PullerTests: XCTestCase {
    func testDockerAsksAgainWhenTheFirstAnswersAboutTheBlobHostAreLost() async throws {
        let run = try await chaospull(
            Scenario(
                title: "DNS loses the first datagrams about the blob host",
                faults: [.packetDrop(PacketMatch(.udp, with: .dns, name: "cdn.test"), when: Trigger(first: 1))]
            ),
            with: .docker, seed: 7
        )
        XCTAssertPulled(run, within: .seconds(60))
        XCTAssertGreaterThan(run.dns.queries(for: .cdn).count, 1)
        XCTAssertNeverStoredCorrupt(run)
    }

    func testSkopeoFallsShortJustAsTheScenarioLists() async throws {
        let run = try await chaospull("scenarios/udp-loss.yaml", with: .skopeo, seed: 1)
        XCTAssertAsExpected(run)
        XCTAssertRecovered(run)
    }

    func testDockerResumesALayerWhoseConnectionIsReset() async throws {
        let run = try await chaospull(
            Scenario(
                title: "One connection is reset in the middle of a layer",
                image: ImageRecipe(layers: 2, layerSize: 4 << 20),
                faults: [.packetReset(PacketMatch(.tcp, from: .cdn), when: Trigger(afterBytes: 2 << 20, times: 1))],
                expect: .succeeds(within: .seconds(60), resumes: CountRange(1...))
            ),
            with: .docker
        )
        XCTAssertPulled(run)
        XCTAssertEqual(run.resumes.count { $0.host == .cdn }, 1)
        XCTAssertAsExpected(run)
    }

    func testNoPullerGoesOnWithoutAManifest() async throws {
        let scenario = try Scenario(
            title: "The registry has no manifest", faults: [.httpStatus(404, HTTPMatch(.manifest))],
            expect: .fails(within: .seconds(30))
        )
        for puller in [PullerName.docker, .skopeo] {
            let run = try await chaospull(scenario, with: puller)
            XCTAssertFailed(run, saying: /manifest.*(unknown|not found)/)
            XCTAssertTrue(run.requests(for: .blob).isEmpty)
            XCTAssertRecovered(run, within: 1)
        }
    }

    func testSkopeoTrustsNoUnknownAuthority() async throws {
        let run = try await chaospull(
            Scenario(
                title: "Nobody knows who signed the certificate",
                faults: [.tlsUnknownAuthority(TLSMatch(host: .registry))], expect: .fails(saying: "x509")
            ),
            with: .skopeo
        )
        XCTAssertFailed(run, saying: /certificate signed by unknown authority/)
        XCTAssertTrue(run.requests.isEmpty, "something was asked over a connection that is not to be trusted")
        XCTAssertAsExpected(run)
    }
}
