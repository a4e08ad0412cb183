import ChaosPull
import XCTest

@testable import ChaosPullXCTest

/// The messages of assertions.
///
/// That an assertion with a message fails is one line of code.
final class ShortfallTests: XCTestCase {
    func testARunThatHoldsUpSaysNothing() {
        let good = HandMadeRun().run
        XCTAssertPulled(good, within: .seconds(3))
        XCTAssertNeverStoredCorrupt(good)
        XCTAssertRecovered(good)
        XCTAssertAsExpected(good)
        let failed = HandMadeRun.failed.run
        XCTAssertFailed(failed)
        XCTAssertFailed(failed, saying: "i/o timeout")
        XCTAssertFailed(failed, saying: /read udp .*: i\/o timeout/)
        XCTAssertRecovered(failed, within: 2)
        XCTAssertNeverStoredCorrupt(failed)
        XCTAssertAsExpected(HandMadeRun(status: .known, outcome: .failed, pull: .failed).run)
    }

    func testAPullThatDidNotSucceedIsTold() {
        XCTAssertEqual(
            Shortfall.pulled(HandMadeRun.failed.run, within: nil), "expected a pull that succeeds, saw one that failed"
        )
        for (outcome, words) in [
            (Outcome.corrupt, "wrong bytes"), (.missing, "no image"), (.hung, "hung"), (.crashed, "crashed"),
        ] {
            let shortfall = Shortfall.pulled(HandMadeRun(status: .failed, outcome: outcome).run, within: nil)
            XCTAssertEqual(shortfall?.contains(words), true, "\(outcome)")
        }
    }

    func testATooSlowPullIsTold() {
        XCTAssertEqual(
            Shortfall.pulled(HandMadeRun().run, within: .seconds(2)),
            "expected a pull within 2.0 seconds, saw one that took 2.5 seconds"
        )
        XCTAssertNil(Shortfall.pulled(HandMadeRun().run, within: .milliseconds(2500)))
    }

    func testAFailureThatSaysSomethingElseIsTold() {
        XCTAssertEqual(
            Shortfall.failed(HandMadeRun.failed.run, isSaid: false, "'EOF'"),
            "expected a failure that says 'EOF', but it said last "
                + "'read udp 198.18.0.2:1->198.18.1.53:53: i/o timeout'"
        )
        XCTAssertEqual(
            Shortfall.failed(HandMadeRun().run, isSaid: true, ""), "expected a pull that fails, saw one that succeeded"
        )
    }

    func testAFaultThatNeverFiredIsNoPassForAnyAssertion() {
        let run = HandMadeRun(status: .inconclusive, fired: 0).run
        let expected = "faults[0] packet.drop never fired: it met nothing that it matches (udp with dns)"
        XCTAssertEqual(Shortfall.pulled(run, within: nil), expected)
        XCTAssertEqual(Shortfall.failed(run, isSaid: true, ""), expected)
        XCTAssertEqual(Shortfall.neverStoredCorrupt(run), expected)
        XCTAssertEqual(Shortfall.recovered(run, within: 3), expected)
        XCTAssertEqual(
            Shortfall.asExpected(run, isStrict: false), "expected passed or known, saw inconclusive: because")
    }

    func testAWrongStoreIsFoundInFollowUpsToo() {
        XCTAssertEqual(
            Shortfall.neverStoredCorrupt(HandMadeRun(pull: .failed, followUps: [.failed, .corrupt]).run),
            "follow-up pull 2 reported success, and the store is wrong: layer-1: wrong"
        )
        XCTAssertEqual(
            Shortfall.neverStoredCorrupt(HandMadeRun(pull: .missing).run),
            "the pull reported success, and no image is stored"
        )
    }

    func testRecoveryIsCounted() {
        XCTAssertEqual(
            Shortfall.recovered(HandMadeRun.failed.run, within: 1),
            "expected recovery within 1 follow-up pulls, saw the first that works at 2"
        )
        let never = HandMadeRun(outcome: .failed, pull: .failed, followUps: [.failed, .failed, .corrupt]).run
        XCTAssertEqual(
            Shortfall.recovered(never, within: 3),
            "expected a pull that works once the faults are lifted, but 3 did not"
        )
    }

    func testAFixedShortcomingFailsOnlyWhereThatIsAsked() {
        let run = HandMadeRun(isFixed: true).run
        XCTAssertNil(Shortfall.asExpected(run, isStrict: false))
        XCTAssertEqual(
            Shortfall.asExpected(run, isStrict: true),
            "a shortcoming that the scenario lists is gone: take it off the list"
        )
    }
}
