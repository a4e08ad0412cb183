import Faults
import ImageContent
import SampleRuns
import Testing

@testable import Judging

@Suite struct OutcomeTests {
    private static let killed = Event.Body.act(ActDone(fault: 0, what: "send SIGKILL"))

    static let table: [(String, SeenRun, Outcome)] = [
        ("the bytes are right", SeenRun(), .pulled),
        ("it says that it failed", SeenRun(pull: .failed), .failed),
        ("killed at the deadline", SeenRun(pull: .hung), .hung),
        ("killed at the deadline after a panic", SeenRun(pull: .hung, events: [.said("panic: x")]), .hung),
        ("exit 0 at the deadline is no success", SeenRun(pull: .ended(timedOut: true)), .hung),
        ("ended by a signal", SeenRun(pull: .ended(signal: 11)), .crashed),
        ("its daemon is gone", SeenRun(pull: .ended(exit: 1, daemonRunning: false)), .crashed),
        ("its daemon is gone after a success", SeenRun(pull: .ended(daemonRunning: false)), .crashed),
        ("a panic", SeenRun(pull: .failed, events: [.said("panic: runtime error: x")]), .crashed),
        ("a panic of the daemon", SeenRun(pull: .failed, events: [.said("panic: x", by: "dockerd")]), .crashed),
        ("a fatal error of Go", SeenRun(pull: .failed, events: [.said("fatal error: all goroutines")]), .crashed),
        ("talk of panic", SeenRun(pull: .failed, events: [.said("error: no panic: x")]), .failed),
        ("a panic after the pull", SeenRun(pull: .failed, later: [.said("panic: x")]), .failed),
        ("killed by an act", SeenRun(pull: .ended(signal: 9), events: [killed]), .failed),
        (
            "its daemon killed by an act", SeenRun(pull: .ended(exit: 1, daemonRunning: false), events: [killed]),
            .failed
        ),
        ("an act that it survived", SeenRun(events: [killed]), .pulled),
        (
            "an act that is told after the pull",
            SeenRun(
                pull: .ended(signal: 9),
                events: [.said("x"), .fault(FaultFiring(fault: 0, name: "act.kill", detail: "x"))], later: [killed]
            ), .failed
        ),
        ("an act after the pull", SeenRun(pull: .ended(signal: 9), later: [killed]), .crashed),
        ("wrong bytes", SeenRun(pull: .corrupt), .corrupt),
        ("no image", SeenRun(pull: .missing), .missing),
        ("an older image", SeenRun(pull: .stale), .stale),
        (
            "a failure that left wrong bytes",
            SeenRun(pull: .ended(exit: 1, stored: .init(present: true, problems: ["x"]))), .failed
        ),
    ]

    @Test(arguments: table.indices)
    func thePullEndedAsExpected(row: Int) throws {
        let (what, run, outcome) = Self.table[row]
        #expect(try run.verdict("expect: {pull: succeeds}").outcome == outcome, "\(what)")
    }

    @Test(arguments: table.indices)
    func aScenarioThatExpectsSuccessPassesWithTheTruthOnly(row: Int) throws {
        let (what, run, outcome) = Self.table[row]
        #expect(
            try run.verdict("expect: {pull: succeeds}").status == (outcome == .pulled ? .passed : .failed), "\(what)")
    }

    @Test func aStalePullIsNoSuccessAndCanBeKnown() throws {
        let run = SeenRun(pull: .stale, followUps: [.good])
        let plain = try run.verdict("expect: {pull: succeeds}")
        #expect(plain.status == .failed && plain.unmet == ["pull"])
        #expect(plain.why == "pull: expected succeeds, saw stale")
        #expect(try run.verdict("expect: {pull: fails}").status == .failed)
        let known = try run.verdict(
            "expect: {pull: succeeds}\nknown: [{puller: docker, pull: stale, because: it believes the mirror}]")
        #expect(known.status == .known && known.finding("recovers")?.actual == "pull 1 works")
        let fresh = try SeenRun().verdict(
            "expect: {pull: succeeds}\nknown: [{puller: docker, pull: stale, because: it believes the mirror}]")
        #expect(fresh.status == .passed && fresh.isFixed)
    }

    @Test func corruptAndMissingFailWhateverIsExpected() throws {
        for pull in [Observations.Pull.corrupt, .missing] {
            let run = SeenRun(pull: pull, followUps: [.good])
            for expected in ["succeeds", "fails"] {
                let verdict = try run.verdict(
                    """
                    expect: {pull: \(expected)}
                    known: [{puller: docker, pull: fails, because: x, error: y}, {puller: docker, pull: crashes, because: x}]
                    """
                )
                #expect(verdict.status == .failed)
                #expect(verdict.unmet.contains("integrity"))
            }
        }
        let finding = try SeenRun(pull: .corrupt).verdict("expect: {pull: fails}").finding("integrity")
        #expect(finding?.actual == "wrong bytes stored: layer-1: wrong; config: not stored")
    }

    @Test func ofManyWrongFilesTheFirstAreNamed() throws {
        var pull = Observations.Pull.corrupt
        pull.stored = StoreReport(present: true, problems: (1...84).map { "file \($0)" })
        let finding = try SeenRun(pull: pull).verdict("expect: {pull: fails}").finding("integrity")
        #expect(finding?.actual == "wrong bytes stored: file 1; file 2; file 3; file 4; 80 more in observations.json")
    }
}
