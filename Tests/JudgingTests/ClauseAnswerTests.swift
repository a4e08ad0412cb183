import Faults
import SampleRuns
import Scenarios
import Testing

@testable import Judging

/// What a run says about the clauses that its scenario names.
@Suite struct ClauseAnswerTests {
    private static let behavior = "RFC 9112 7.1"
    private static let authorization = "RFC 6750 5.3 safeguard"
    private static let waiting = "RFC 9110 10.2.3"

    /// The answer of a run that asks one clause.
    private func answer(
        _ run: SeenRun, to clause: String, faults: String = "faults: [{fault: packet.drop, match: {with: dns}}]",
        expect: String = "{pull: succeeds}", known: String = ""
    ) throws -> Bool? {
        let scenario = try scenario("clause: \(clause)\n\(faults)\nexpect: \(expect)\n\(known)")
        let result = RunResult(
            judging: run.observations, timeline: run.timeline, against: scenario, folder: "out")
        let answers = try #require(result.clauses)
        #expect(answers.map(\.clause) == [clause])
        return answers.first?.holds
    }

    @Test(arguments: [behavior, authorization, waiting])
    func aRunAsExpectedKeepsIt(clause: String) throws {
        #expect(try answer(SeenRun(fired: [1]), to: clause) == true)
    }

    @Test func aRunWhoseFaultNeverFiredSaysNothing() throws {
        #expect(try answer(SeenRun(fired: [0]), to: Self.behavior) == nil)
    }

    @Test func aBrokenRunSaysNothing() throws {
        #expect(try answer(SeenRun(fired: [1], problem: "no sandbox"), to: Self.behavior) == nil)
    }

    @Test func anotherEndBreaksIt() throws {
        var run = SeenRun.failing("i/o timeout")
        run.fired = [1]
        #expect(try answer(run, to: Self.behavior) == false)
    }

    @Test func aListedShortcomingBreaksItToo() throws {
        var run = SeenRun.failing("i/o timeout")
        run.fired = [1]
        let known = "known: [{puller: docker, pull: fails, because: no retry}]"
        #expect(try answer(run, to: Self.behavior, known: known) == false)
    }

    @Test func otherCountsOfRequestsBreakIt() throws {
        let run = SeenRun(fired: [1], events: [.asked(.layer(1))])
        #expect(try answer(run, to: Self.behavior, expect: "{pull: succeeds, requests: {layer-1: 2}}") == false)
    }

    /// The clause of a redirect is kept by a puller that prints the address it was sent to.
    @Test func wordsAndSecretsAreNotWhatItIsAbout() throws {
        let leak = "https://cdn.test/blobs/sha256/00?expires=1&signature=0011"
        var run = SeenRun.failing("error: \(leak)", by: [.asked(.layer(1))])
        run.fired = [1]
        let expect = "{pull: fails, error: no such words}"
        #expect(try answer(run, to: Self.behavior, expect: expect) == true)
        let known = "known: [{puller: docker, pull: fails, leaks: signed-query, because: it prints it}]"
        #expect(try answer(run, to: Self.behavior, expect: "{pull: fails}", known: known) == true)
    }

    @Test func authorizationAtAnotherHostBreaksOnlyTheClauseAboutIt() throws {
        let run = SeenRun(fired: [1], events: [.sent("bearer", to: .cdn)])
        #expect(try answer(run, to: Self.authorization) == false)
        #expect(try answer(run, to: Self.behavior) == true)
    }

    @Test func aPullThatFailsOtherwiseKeepsTheClauseAboutAuthorization() throws {
        var run = SeenRun.failing("no files downloaded")
        run.fired = [1]
        #expect(try answer(run, to: Self.authorization) == true)
    }

    @Test func askingTooEarlyBreaksTheClauseAboutWaiting() throws {
        let events: [Event.Body] = [
            .asked(.layer(2)), .answered(.layer(2), 429, retryAfter: 3), .asked(.layer(2)),
        ]
        #expect(try answer(SeenRun(fired: [1], events: events), to: Self.waiting) == false)
        var giving = SeenRun.failing("429", by: Array(events.prefix(2)))
        giving.fired = [1]
        #expect(try answer(giving, to: Self.waiting) == true)
    }

    @Test func withoutClausesThereAreNoAnswers() throws {
        let run = SeenRun()
        let result = RunResult(
            judging: run.observations, timeline: run.timeline, against: try scenario("expect: {pull: succeeds}"),
            folder: "out")
        #expect(result.clauses == nil)
    }
}
