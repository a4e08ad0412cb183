import Faults
import SampleRuns
import Testing

@testable import Judging

/// Known shortcomings are exact, and it is noticed when they are gone.
@Suite struct KnownShortcomingTests {
    private static let retries = """
        expect: {pull: succeeds, requests: {layer-1: 2..}}
        known:
          - puller: docker <26
            pull: fails
            error: i/o timeout
            because: it does not ask again
            requests: {layer-1: 1}
        """

    @Test func aRunThatFallsShortExactlyAsListedIsKnown() throws {
        let verdict = try SeenRun.failing("read udp: i/o timeout", by: [.asked(.layer(1))]).verdict(Self.retries)
        #expect(verdict.status == .known && verdict.outcome == .failed)
        #expect(verdict.why == "it does not ask again")
        #expect(!verdict.isFixed)
    }

    @Test func anotherErrorTextIsAFailure() throws {
        let verdict = try SeenRun.failing("connection refused", by: [.asked(.layer(1))]).verdict(Self.retries)
        #expect(verdict.status == .failed)
    }

    @Test func anotherCountIsAFailure() throws {
        let verdict = try SeenRun.failing("i/o timeout", by: [.asked(.layer(1)), .asked(.layer(1))]).verdict(
            Self.retries)
        #expect(verdict.status == .failed)
    }

    @Test func anotherOutcomeIsAFailure() throws {
        var run = SeenRun.failing("i/o timeout", by: [.asked(.layer(1))])
        run.pull = .hung
        #expect(try run.verdict(Self.retries).status == .failed)
    }

    @Test(arguments: [("docker", "26.0", Status.failed), ("skopeo", "1.9.3", .failed), ("docker", "25.9.9", .known)])
    func otherPullersAndVersionsAreNotExcused(puller: String, version: String, status: Status) throws {
        var run = SeenRun.failing("i/o timeout", by: [.asked(.layer(1))])
        (run.puller, run.version) = (puller, version)
        #expect(try run.verdict(Self.retries).status == status)
    }

    @Test func aShortcomingThatIsGoneIsFixed() throws {
        let verdict = try SeenRun(events: [.asked(.layer(1)), .asked(.layer(1))]).verdict(Self.retries)
        #expect(verdict.status == .passed && verdict.isFixed)
        #expect(verdict.why == "a listed shortcoming is gone")
    }

    @Test func anIntermittentOneMayBeAbsent() throws {
        let lines = """
            expect: {pull: succeeds}
            known: [{puller: docker, pull: fails, because: sometimes, intermittent: true}]
            """
        let verdict = try SeenRun().verdict(lines)
        #expect(verdict.status == .passed && !verdict.isFixed)
        #expect(try SeenRun.failing("x").verdict(lines).status == .known)
    }

    @Test func anEntryOfAnotherPullerIsNotFixed() throws {
        let lines = "expect: {pull: succeeds}\nknown: [{puller: skopeo, pull: fails, because: x}]"
        #expect(try !SeenRun().verdict(lines).isFixed)
    }

    @Test(arguments: [
        ("hangs", Observations.Pull.hung), ("crashes", .ended(signal: 11)),
        ("crashes", .ended(exit: 1, daemonRunning: false)),
        ("fails", .failed),
    ])
    func everyEndOfAPullCanBeListed(word: String, pull: Observations.Pull) throws {
        let run = SeenRun(pull: pull, followUps: [.good], events: [.said("x")])
        let verdict = try run.verdict("expect: {pull: succeeds}\nknown: [{puller: docker, pull: \(word), because: x}]")
        #expect(verdict.status == .known)
    }

    @Test func theFirstEntryThatFitsIsTheReason() throws {
        let lines = """
            expect: {pull: succeeds}
            known:
              - {puller: docker, pull: fails, error: refused, because: first}
              - {puller: docker, pull: fails, error: time-?out, because: second}
            """
        #expect(try SeenRun.failing("a timeout").verdict(lines).why == "second")
    }

    @Test func recoveryIsAsExpectedByDefault() throws {
        let lines = """
            expect: {pull: succeeds, recovers: {within: 1}}
            known:
              - {puller: docker, pull: fails, because: x}
              - {puller: skopeo, pull: fails, because: x, recovers: {within: 2}}
            """
        var run = SeenRun.failing("x", recovered: 2)
        #expect(try run.verdict(lines).status == .failed)
        run.puller = "skopeo"
        #expect(try run.verdict(lines).status == .known)
    }

    @Test func noEntryExcusesSilence() throws {
        let run = SeenRun(pull: .failed, followUps: [.good])
        #expect(
            try run.verdict("expect: {pull: succeeds}\nknown: [{puller: docker, pull: fails, because: x}]").status
                == .failed
        )
    }
}
