import Faults
import Judging
import SampleRuns
import Testing

/// How long after an outage the image was there, where it is asked for again.
@Suite struct RepeatedPullTests {
    private func verdict(_ pull: Observations.Pull, limit: String, tries: Int = 3) throws -> Verdict {
        var run = SeenRun()
        run.pull = pull
        run.fired = [1]
        run.tries = tries
        run.faultsEnd = 35
        return try run.verdict(
            """
            pulls: {again: kubelet}
            faults: [{fault: dns.servfail, when: {for: 35 s}}]
            deadline: 300 s
            expect: {pull: succeeds, recovers-within: \(limit)}
            """)
    }

    @Test(arguments: [
        ("40 s", 70.5, true, "35.5 s after"), ("35 s", 70.5, false, "35.5 s after"), ("1 s", 20, true, "before"),
    ])
    func theTimeCountsFromTheEndOfTheFaults(limit: String, seconds: Double, isMet: Bool, time: String) throws {
        let verdict = try verdict(.ended(after: seconds), limit: limit)
        let finding = try #require(verdict.finding("recovers-within"))
        #expect(finding.isMet == isMet && finding.actual == "\(time), in pull 3")
        #expect(verdict.status == (isMet ? .passed : .failed))
    }

    @Test func aPullThatNeverWorksIsNotInTime() throws {
        let finding = try #require(try verdict(.failed, limit: "40 s", tries: 5).finding("recovers-within"))
        #expect(!finding.isMet && finding.actual == "no pull of 5 works")
    }
}
