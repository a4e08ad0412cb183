import Faults
import ImageContent
import SampleRuns
import Testing

@testable import Judging

@Suite struct VerdictTests {
    private static let drop = "faults: [{fault: packet.drop, match: {with: dns}}]\n"

    @Test func whatIsAsExpectedPasses() throws {
        let verdict = try SeenRun(fired: [3]).verdict(Self.drop + "expect: {pull: succeeds, within: 5 s}")
        #expect(verdict.status == .passed && verdict.outcome == .pulled && !verdict.isFixed)
        #expect(verdict.why == "as expected")
        #expect(
            verdict.findings.map(\.check) == [
                "integrity", "honesty", "termination", "pull", "within", "recovers", "leftovers", "secrets",
                "outside", "export", "politeness", "faults",
            ])
        #expect(verdict.finding("integrity")?.actual == "3000 bytes verified")
    }

    /// Not corrupt and not missing: nobody has looked.
    @Test func aStoreThatCannotBeReadProvesNothing() throws {
        var pull = Observations.Pull.good
        pull.stored = StoreReport(present: true, unreadable: "docker save failed: no space left on device")
        #expect(!pull.isGood && !pull.isUntrue)
        let verdict = try SeenRun(pull: pull).verdict("expect: {pull: succeeds}")
        #expect(verdict.status == .inconclusive && verdict.outcome == nil)
        #expect(verdict.why.contains("no space left on device"))
    }

    @Test func claimsAreNotJudgedByATimelineThatLacksMoreThanPackets() throws {
        let lines = "expect: {pull: succeeds, requests: {config: 0}}"
        let packets = try SeenRun(cut: TimelineReport(packets: 9)).verdict(lines)
        #expect(packets.status == .passed && packets.finding("timeline")?.isMet == true)
        let others = try SeenRun(cut: TimelineReport(packets: 9, others: 1)).verdict(lines)
        #expect(others.status == .inconclusive)
        #expect(
            others.why == "the timeline is cut: 9 later packets and 1 other events are missing, "
                + "so the claims cannot be judged")
    }

    /// The store is hashed and the output is kept, whatever else is missing.
    @Test func aCutTimelineExcusesNoUntrueWord() throws {
        let run = SeenRun(pull: .failed, followUps: [.good], cut: TimelineReport(others: 1))
        #expect(try run.verdict("expect: {pull: fails}").status == .failed)
    }

    @Test func anExpectedFailurePasses() throws {
        let run = SeenRun.failing("Error: no such host")
        #expect(try run.verdict("expect: {pull: fails, error: no such host}").status == .passed)
    }

    @Test func eitherTakesSuccessAndAFailureThatSaysSo() throws {
        let expect = "expect: {pull: either, error: no such host}"
        #expect(try SeenRun().verdict(expect).status == .passed)
        #expect(try SeenRun.failing("Error: no such host").verdict(expect).status == .passed)
        let other = try SeenRun.failing("Error: something else").verdict(expect)
        #expect(other.status == .failed && other.unmet == ["error"])
        var hung = SeenRun.failing("Error: no such host")
        hung.pull = .hung
        #expect(try hung.verdict(expect).why.contains("pull: expected succeeds or fails, saw hung"))
    }

    @Test func everythingThatIsWrongIsInTheReason() throws {
        let run = SeenRun(pull: .failed, followUps: [.failed, .failed, .failed], events: [.said("oh no")])
        let verdict = try run.verdict("expect: {pull: succeeds, within: 1 s, requests: {config: 1..}}")
        #expect(verdict.status == .failed)
        #expect(
            verdict.why == "pull: expected succeeds, saw failed; within: expected at most 1 s, saw 2 s; "
                + "requests for config: expected 1.., saw 0; "
                + "recovers: expected a later pull works (1..), saw 3 pulls do not work"
        )
        #expect(verdict.finding("pull")?.evidence == ["1.00 s  docker pull: oh no"])
    }

    @Test func aSilentFailureIsDishonest() throws {
        let verdict = try SeenRun(pull: .failed, followUps: [.good]).verdict("expect: {pull: fails}")
        #expect(verdict.status == .failed && verdict.unmet == ["honesty"])
    }

    @Test(arguments: [[0], [5, 0], [0, 5]])
    func aFaultThatNeverFiredProvesNothing(fired: [Int]) throws {
        let lines = "faults: [\(fired.map { _ in "{fault: packet.drop}" }.joined(separator: ", "))]\n"
        for expected in ["succeeds", "fails"] {
            let verdict = try SeenRun(fired: fired).verdict(lines + "expect: {pull: \(expected)}")
            #expect(verdict.status == .inconclusive)
        }
        let verdict = try SeenRun(fired: fired).verdict(lines + "expect: {pull: succeeds}")
        let silent = try #require(fired.firstIndex(of: 0))
        #expect(
            verdict.why
                == "faults[\(silent)] packet.drop never fired: it met nothing that it matches (udp with dns)"
        )
    }

    @Test func wrongBytesFailEvenWhenNoFaultFired() throws {
        let verdict = try SeenRun(pull: .corrupt, fired: [0]).verdict(Self.drop + "expect: {pull: succeeds}")
        #expect(verdict.status == .failed)
    }

    @Test func aHarnessThatFailedSaysNothingAboutThePuller() throws {
        var run = SeenRun(pull: .corrupt, fired: [0], problem: "the sandbox did not start")
        #expect(
            try run.verdict("expect: {pull: succeeds}") == Verdict(status: .broken, why: "the sandbox did not start"))
        run.problem = nil
        run.pull = nil
        #expect(try run.verdict("expect: {pull: succeeds}").status == .broken)
    }

    private static let counts: [(@Sendable (inout ManglerReport) -> Void, isBroken: Bool)] = [
        ({ $0.overruns = 1 }, true), ({ $0.kernelQueueDropped = 1 }, true), ({ $0.kernelUserDropped = 1 }, true),
        ({ $0.verdictsRefused = 1 }, true), ({ $0.injectionsFailed = 1 }, true),
        ({ $0.dropped = 1 }, false), ({ $0.unparsable = 1 }, false), ({ $0.decisionsNotRecorded = 1 }, false),
    ]

    @Test func aManglerThatLostPacketsOfItsOwnBreaksTheRun() throws {
        for (count, isBroken) in Self.counts {
            var report = ManglerReport()
            count(&report)
            let verdict = try SeenRun(fired: [1], mangler: report).verdict(Self.drop + "expect: {pull: succeeds}")
            #expect(verdict.status == (isBroken ? .broken : .passed), "\(report)")
        }
    }
}
