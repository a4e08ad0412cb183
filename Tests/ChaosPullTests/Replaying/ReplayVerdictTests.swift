import Faults
import Judging
import Reports
import SampleRuns
import Testing

@testable import ChaosPull

/// The result of a replay: a pure function of two results and a report.
@Suite struct ReplayVerdictTests {
    private static let known = RunResult.sample(
        "udp-loss", .known, .failed, unmet: ["pull"], why: "no retry", seconds: 50, error: "i/o timeout")
    private static let same = ReplayReport(recorded: 19, applied: 19, notRecorded: 0, neverCame: 0, first: nil)
    private static let diverged = ReplayReport(
        recorded: 19, applied: 18, notRecorded: 2, neverCame: 1,
        first: ReplayReport.Divergence(
            fault: 0, name: "packet.drop", flow: "dns cdn.test A", direction: .fromNode, ordinal: 3, seconds: 5.25,
            recordedAsHit: true, recorded: 3, came: 2
        )
    )

    private func replay(_ result: RunResult, _ report: ReplayReport? = same) -> Replay {
        Replay(recorded: Self.known, replayed: result, report: report)
    }

    @Test func theSameVerdictIsFineHoweverLongItTook() {
        let slower = RunResult.sample("udp-loss", .known, .failed, unmet: ["pull"], why: "another reason", seconds: 80)
        #expect(replay(slower).isSameVerdict)
        #expect(replay(slower).exitCode(isStrict: true) == ExitCode.passed)
    }

    @Test func anotherStatusOutcomeOrCheckIsAnotherVerdict() {
        for other: RunResult in [
            .sample("udp-loss", .failed, .failed, unmet: ["pull"]), .sample("udp-loss", .known, .hung, unmet: ["pull"]),
            .sample("udp-loss", .known, .failed, unmet: ["pull", "within"]), .sample("udp-loss", .passed, .pulled),
        ] {
            #expect(!replay(other).isSameVerdict)
            #expect(replay(other).exitCode(isStrict: false) == ExitCode.failed)
        }
        #expect(replay(.sample("udp-loss", .broken, nil)).exitCode(isStrict: false) == ExitCode.broken)
    }

    @Test func divergedTrafficFailsOnlyWhenStrict() {
        #expect(replay(Self.known, Self.diverged).exitCode(isStrict: false) == ExitCode.passed)
        #expect(replay(Self.known, Self.diverged).exitCode(isStrict: true) == ExitCode.failed)
        #expect(replay(Self.known, nil).exitCode(isStrict: true) == ExitCode.failed)
    }

    @Test func theReportIsAFewLines() {
        #expect(
            replay(Self.known, Self.diverged).text == """
                recorded   ≈ known  udp-loss  docker 20.10.24  seed 7  failed in 50 s
                replayed   ≈ known  udp-loss  docker 20.10.24  seed 7  failed in 50 s
                verdict    the same
                decisions  19 recorded, 18 applied again
                traffic    diverged: 1 recorded never came, 2 came that were not recorded
                first      faults[0] packet.drop, dns cdn.test A from-node, packet 3: recorded 5.25 s into the pull as hit, \
                never came (3 recorded, 2 came)

                """
        )
        let other = RunResult.sample("udp-loss", version: "29.1", .passed, .pulled, why: "as expected", seconds: 2)
        #expect(
            replay(other).text == """
                recorded   ≈ known  udp-loss  docker 20.10.24  seed 7  failed in 50 s
                replayed   ✔ passed  udp-loss  docker 29.1  seed 7  pulled in 2 s
                puller     another version: recorded with 20.10.24, replayed with 29.1
                verdict    another: as expected
                decisions  19 recorded, all applied again
                traffic    as recorded

                """
        )
    }
}
