import Faults
import SampleRuns
import Testing

@testable import Judging

/// The facts of a result beside its verdict.
@Suite struct ReportedFactsTests {
    private func result(_ run: SeenRun) throws -> RunResult {
        RunResult(
            judging: run.observations, timeline: run.timeline, against: try scenario("expect: {pull: fails}"),
            folder: "out"
        )
    }

    private static let start = Event.Body.process(ProcessChange(program: "docker pull", change: .started))

    @Test func theErrorIsTheLastLineAboutAnError() throws {
        var run = SeenRun(pull: .failed, followUps: [.good])
        run.events = [
            Self.start, .said("error: first"), .said("Error: second"), .said("bye"), .said(" "),
            .said("level=error msg=third", by: "dockerd"),
        ]
        run.later = [.said("error: later")]
        #expect(try result(run).errorText == "Error: second")
    }

    @Test func withoutAnErrorLineItIsTheLastLine() throws {
        let run = SeenRun(
            pull: .failed, followUps: [.good], events: [Self.start, .said("one"), .said("two"), .said("")])
        #expect(try result(run).errorText == "two")
    }

    @Test func theDaemonsErrorIsUsedIfTheCommandPrintsNone() throws {
        let run = SeenRun(pull: .failed, followUps: [.good], events: [Self.start, .said("failed", by: "dockerd")])
        #expect(try result(run).errorText == "failed")
        #expect(try result(SeenRun(pull: .failed, followUps: [.good])).errorText == nil)
    }

    @Test func requestsToAMirrorAreCountedByThemselves() throws {
        let run = SeenRun(events: [
            .asked(.layer(1), at: .mirror), .asked(.layer(1), at: .registry), .asked(.layer(1), at: .cdn),
        ])
        #expect(try result(run).requests == ["layer-1": 2, "layer-1 at mirror": 1])
    }

    @Test func aGoodPullHasNoError() throws {
        #expect(try result(SeenRun(events: [Self.start, .said("error: tried again")])).errorText == nil)
    }

    /// A daemon in trouble prints thousands of lines in minutes, and other runs wait while one is judged.
    @Test(.timeLimit(.minutes(1))) func manyLinesAreJudgedInLinearTime() throws {
        let claims = """
            expect:
              pull: fails
              error: never
              requests: {config: 0, layer: 5..}
              dns-queries: {registry: 1..}
              recovers: {within: 1..3}
            """
        var run = SeenRun(pull: .failed, followUps: [.good])
        run.events =
            [Self.start]
            + (0..<5_000).flatMap { number in
                [.said("error \(number): failed", by: "dockerd"), .said("retrying"), .asked(.layer(number % 4 + 1))]
            }
        run.later = (0..<5_000).map { .said("error: \($0)", by: "dockerd") }
        let result = RunResult(
            judging: run.observations, timeline: run.timeline, against: try scenario(claims), folder: "out")
        #expect(result.errorText == "retrying" && result.requests["layer-1"] == 1250)
    }

    @Test func requestsAndFaultsAreCounted() throws {
        let run = SeenRun(
            fired: [3, 0], events: [.asked(.config), .asked(.layer(1)), .asked(.layer(1))], later: [.asked(.manifest)]
        )
        let result = try result(run)
        #expect(result.requests == ["config": 1, "layer-1": 2])
        #expect(result.firedFaults.map(\.fired) == [3, 0])
        #expect(result.scenario == "test" && result.seconds == 2 && result.folder == "out")
    }

    @Test func aBrokenHarnessHasNoFactsOfAPull() throws {
        let result = try result(SeenRun(pull: nil, problem: "no sandbox"))
        #expect(result.status == .broken && result.errorText == nil && result.seconds == 0)
    }
}
