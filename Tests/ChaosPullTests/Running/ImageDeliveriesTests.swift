import Faults
import Judging
import SampleRuns
import Testing

@testable import ChaosPull

/// An image fault has fired once the damaged part was served by the host that has the damage.
@Suite struct ImageDeliveriesTests {
    private func fired(_ fault: String, manifestsBy hosts: [Role], after: [Role] = [], status: Int = 200) throws
        -> [Int]
    {
        let plan = Plan(
            scenario: try scenario("registry: {mirror: all}\nfaults: [{fault: \(fault)}]\nexpect: {pull: succeeds}"),
            puller: InstalledPuller.none.puller, version: "1", seed: 1)
        let (faults, recorder) = (plan.armedFaults(), Recorder())
        recorder.record(.phase(Phase(.pullStarted)))
        for (number, host) in (hosts + after).enumerated() {
            if number == hosts.count { recorder.record(.phase(Phase(.pullEnded))) }
            recorder.record(
                .request(
                    Request(
                        request: number, host: host, connection: 1, method: "GET", path: "/", resource: .manifest,
                        range: nil, authorization: "none")))
            recorder.record(
                .response(
                    Response(
                        request: number, host: host, resource: .manifest, status: status, sent: 9, length: 9,
                        ending: .complete)))
        }
        ImageDeliveries.count(faults, recorder: recorder)
        return faults.map(\.fired)
    }

    @Test func aStaleMirrorHasFiredOnceItServed() throws {
        #expect(try fired("image.mirror-stale", manifestsBy: [.registry, .registry]) == [0])
        #expect(try fired("image.mirror-stale", manifestsBy: [.mirror, .registry]) == [1])
        #expect(try fired("image.mirror-stale", manifestsBy: [.registry], after: [.mirror]) == [0])
    }

    @Test func aStaleMirrorHasFiredOnceItSaidThatItHasNoSuchManifest() throws {
        #expect(try fired("image.mirror-stale", manifestsBy: [.mirror], status: 404) == [1])
        #expect(try fired("image.mirror-stale", manifestsBy: [.registry], status: 404) == [0])
        #expect(try fired("image.mirror-stale", manifestsBy: [.mirror], status: 503) == [0])
    }

    @Test func aDamagedManifestHasFiredWhoeverServedIt() throws {
        #expect(try fired("image.truncated, part: manifest", manifestsBy: [.mirror, .registry]) == [2])
    }

    @Test func aWrongDescriptorHasFiredOnceTheDocumentWithItWasServed() throws {
        #expect(try fired("image.size, part: layer-1, by: 1", manifestsBy: [.registry]) == [1])
        #expect(try fired("image.size, part: manifest, by: 1", manifestsBy: [.registry]) == [0])
        #expect(try fired("image.empty, part: config, digest: stale", manifestsBy: [.registry]) == [0])
    }
}
