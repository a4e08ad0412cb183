import Judging
import Pullers
import SampleRuns
import Testing

@testable import ChaosPull

@Suite struct PullerPlaceTests {
    private static let roots = [
        PullerRoot(name: "trixie", folder: "/roots/trixie"), PullerRoot(name: "sid", folder: "/roots/sid"),
    ]

    @Test func aNameWithoutARootIsThisMachinesOwn() throws {
        let place = try PullerPlace("docker", roots: Self.roots)
        #expect(place.puller.name == "docker")
        #expect(place.root == nil)
    }

    @Test func theWordAfterTheAtSignIsTheRoot() throws {
        let place = try PullerPlace("skopeo@sid", roots: Self.roots)
        #expect(place.puller.name == "skopeo")
        #expect(place.root == Self.roots[1])
    }

    @Test(arguments: [
        ("dockr", "unknown puller 'dockr'; did you mean 'docker'?"),
        ("dockr@trixie", "unknown puller 'dockr@trixie'; did you mean 'docker'?"),
        (
            "docker@trixi",
            "'docker@trixi' names a root that is not here; did you mean 'trixie'?"
        ),
    ])
    func aWrongNameIsRefusedWithTheWayOut(text: String, message: String) {
        #expect(throws: ChaosPullError(message)) { try PullerPlace(text, roots: Self.roots) }
    }

    @Test func withoutAnyRootTheMessageSaysHowToMakeOne() {
        #expect(
            throws: ChaosPullError(
                "'docker@' names a root that is not here; there is none yet; 'chaospull roots create' makes one, such as trixie"
            )
        ) { try PullerPlace("docker@", roots: []) }
    }

    @Test func everyPullerIsLookedForInEveryGeneration() {
        let names = InstalledPuller.places(in: Self.roots).map { place in
            place.puller.name + (place.root.map { "@\($0.name)" } ?? "")
        }
        #expect(names.prefix(3) == ["docker", "docker@trixie", "docker@sid"])
        #expect(names.count == PullerCatalog.all.count * 3)
        #expect(Set(names).count == names.count)
    }

    @Test func aMissingRootIsAReasonToSkipAndAnUnknownPullerIsAnError() async throws {
        let readiness = try await Readiness.of("docker@nowhere")
        guard case .missing(let reason) = readiness else {
            Issue.record("\(readiness)")
            return
        }
        #expect(reason.contains("'chaospull roots create nowhere'") || reason.contains("root"))
        await #expect(throws: ChaosPullError.self) { try await Readiness.of("dockr@trixie") }
    }
}
