import ChaosPull
import XCTest

@testable import ChaosPullXCTest

final class PullRunTests: XCTestCase {
    func testALaterPullThatFailedHasItsErrorAndOneThatWorkedHasNone() {
        XCTAssertNil(HandMadeRun.failed.run.laterFailure)
        var run = HandMadeRun(status: .failed, outcome: .failed, pull: .failed, followUps: [.failed])
        run.after = [.phase(Phase(.followUpStarted, pull: 1)), .said("blob not found: error"), .said("bye")]
        XCTAssertEqual(run.run.laterFailure?.error, "blob not found: error")
        XCTAssertEqual(run.run.laterFailure?.seconds, 2.5)
        run.after = [.phase(Phase(.followUpStarted, pull: 1))]
        XCTAssertNil(run.run.laterFailure)
    }

    func testViewsAreOfTheJudgedPullAlone() {
        let run = HandMadeRun(events: [
            .lookedUp(.cdn), .lookedUp(.registry), .asked(.manifest), .asked(.layer(1)),
            .asked(.forwarded, range: "bytes=5-"), .asked(.layer(2), range: "bytes=5-"), .said("one"), .said("two"),
        ]).run
        XCTAssertEqual(run.dns.queries(for: .cdn).map(\.time), [0.5])
        XCTAssertEqual(run.dns.queries(for: "registry.test").count, 1)
        XCTAssertEqual(run.dns.queries.count, 2)
        XCTAssertEqual(run.requests(for: .layer(1)).count, 1, "the one after the end is not of the judged pull")
        XCTAssertEqual(run.requests(for: "layer-2").map(\.range), ["bytes=5-"])
        XCTAssertEqual(run.requests(for: .layer).count, 2)
        XCTAssertEqual(run.resumes.map(\.resource), [.layer(2)])
        XCTAssertEqual(run.output, "one\ntwo")
        XCTAssertEqual(run.duration, .milliseconds(2500))
        XCTAssertEqual(run.requests(for: .forwarded).count, 1)
    }

    func testPacketsThatWereHitAndFailedCallsAreSeen() {
        func packet(_ ordinal: Int, isHit: Bool) -> Event.Body {
            .packet(
                PacketDecision(
                    flow: "a>b", direction: .toNode, ordinal: ordinal, fault: 0, isHit: isHit, length: 60,
                    fate: isHit ? "dropped" : "spared"))
        }
        let full = KernelError(program: "dockerd", process: "dockerd", call: "openat", error: "ENOSPC")
        let run = HandMadeRun(events: [packet(1, isHit: false), packet(2, isHit: true), .kernel(full)]).run
        XCTAssertEqual(run.packetsHit.map(\.ordinal), [2])
        XCTAssertEqual(run.kernelErrors.map(\.error), ["ENOSPC"])
    }

    func testARunWithoutAPullHasEmptyViews() {
        let run = PullRun(result: HandMadeRun().run.result, observations: HandMadeRun().run.observations, timeline: [])
        XCTAssertTrue(run.requests.isEmpty && run.dns.queries.isEmpty && run.output.isEmpty)
    }

    func testTheStorySaysWhatWasInjectedWhatHappenedAndWhy() {
        XCTAssertEqual(
            HandMadeRun.failed.run.story,
            """
            udp-loss, docker 20.10.24, seed 7: failed
            A test

            What was injected
              faults[0] packet.drop (udp with dns): fired 3 times

            What the puller did
              0.00 s  pull-started
              0.50 s  dns cdn.test A over udp: NOERROR, 1 records  (twice in a row)
              1.50 s  docker pull: read udp 198.18.0.2:1->198.18.1.53:53: i/o timeout
              2.00 s  pull-ended
              2.50 s  cdn GET layer-1, authorization none

            Once the faults were lifted
              pull 1 does not work, after 2.5 s
              pull 2 works, after 2.5 s

            Why it is failed: because

            All of it: results/udp-loss.docker.seed-7

            """
        )
    }

    func testAStoryLeavesOutWhatADaemonLogsWhenAllIsWell() {
        let lines = ["level=info msg=Loading", "level=error msg=timeout"].map { Event.Body.said("time=1 \($0)") }
        let story = HandMadeRun(events: lines).run.story
        XCTAssertFalse(story.contains("Loading"))
        XCTAssertTrue(story.contains("timeout"))
    }

    func testALongStoryKeepsBeginningAndEnd() {
        let lines = HandMadeRun(events: (1...200).map { .said("line \($0)") }).run.story.split(separator: "\n")
        XCTAssertLessThan(lines.count, 50)
        XCTAssertTrue(lines.contains { $0.hasSuffix(": line 1") } && lines.contains { $0.hasSuffix(": line 200") })
        XCTAssertTrue(lines.contains("  … 181 lines more in timeline.jsonl …"))
    }
}

final class PlacesTests: XCTestCase {
    func testAScenarioIsFoundInTheNearestFolderAboveTheTest() {
        let there: Set = ["/a/b/scenarios/x.yaml", "/a/scenarios/x.yaml"]
        func found(_ path: String, from file: String) -> String {
            ScenarioPath.found(path, from: file, isThere: there.contains)
        }
        XCTAssertEqual(found("scenarios/x.yaml", from: "/a/b/Tests/T.swift"), "/a/b/scenarios/x.yaml")
        XCTAssertEqual(found("scenarios/x.yaml", from: "/a/c/T.swift"), "/a/scenarios/x.yaml")
        XCTAssertEqual(found("scenarios/y.yaml", from: "/a/c/T.swift"), "scenarios/y.yaml")
        XCTAssertEqual(found("/z.yaml", from: "/a/c/T.swift"), "/z.yaml")
    }

    func testEveryTestHasAFolderOfItsOwn() {
        XCTAssertEqual(TestName.of(file: "/a/PullerTests.swift", function: "testIt()"), "PullerTests.testIt")
    }

    func testAnUnknownPullerIsAnErrorAndNoSkip() async {
        do {
            _ = try await chaospull(try Scenario(title: "A test"), with: "dokcer")
            XCTFail("expected an error")
        } catch {
            XCTAssertEqual("\(error)", "unknown puller 'dokcer'; did you mean 'docker'?")
        }
    }

    func testEveryPullerOfTheCatalogHasAName() {
        XCTAssertEqual([PullerName.docker, .skopeo].map(\.rawValue).sorted(), ["docker", "skopeo"])
    }
}
