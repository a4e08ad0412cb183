import SampleRuns
import Testing

@testable import Judging
@testable import Reports

/// Verdicts of several seeds together.
@Suite struct SeedTests {
    /// Values of the formula, computed with another program.
    @Test(arguments: [
        (0, 0, 0.0, 1.0), (1, 1, 0.206549, 1.0), (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0),
        (13, 20, 0.432854, 0.818808), (50, 100, 0.403832, 0.596168), (95, 100, 0.888249, 0.978457),
    ])
    func theIntervalIsWilsons(count: Int, trials: Int, lower: Double, upper: Double) {
        let interval = WilsonInterval(count, of: trials)
        #expect(abs(interval.lower - lower) < 1e-5 && abs(interval.upper - upper) < 1e-5, "\(interval)")
    }

    @Test(arguments: [(-5, 3), (9, 3), (3, -1), (Int.max, .max), (Int.min, .min)])
    func invalidCountsGiveAnIntervalToo(count: Int, trials: Int) {
        let interval = WilsonInterval(count, of: trials)
        #expect(0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 1)
    }

    private func results(_ statuses: (Status, Int)..., outcome: Outcome = .pulled) -> [RunResult] {
        var seed: UInt64 = 0
        return statuses.flatMap { status, count in
            (0..<count).map { _ in
                seed += 1
                return RunResult(
                    scenario: "test", title: "A test", puller: "docker", version: "1.0", seed: seed,
                    verdict: Verdict(status: status, outcome: outcome, why: "x"), seconds: 1, folder: "out"
                )
            }
        }
    }

    private func series(_ results: [RunResult], rate: String = "") throws -> SeedSeries {
        let scenario = try scenario("expect: {pull: succeeds\(rate.isEmpty ? "" : ", rate: \(rate)")}")
        let all = SeedSeries.all(of: results, scenarios: [scenario])
        #expect(all.count == 1)
        return try #require(all.first)
    }

    @Test(arguments: [
        (20, 0, 0, "80%", Status.passed), (19, 1, 0, "70%", .passed), (19, 0, 1, "70%", .passed),
        (16, 0, 4, "80%", .inconclusive), (1, 0, 0, "80%", .inconclusive), (0, 0, 1, "70%", .inconclusive),
        (5, 0, 15, "80%", .failed), (5, 15, 0, "80%", .known), (5, 14, 1, "80%", .failed),
        (90, 0, 10, "80%", .passed), (9, 0, 1, "80%", .inconclusive),
    ])
    func aRateIsReachedOrMissedOrNotKnown(passed: Int, known: Int, failed: Int, rate: String, status: Status) throws {
        let series = try series(results((.passed, passed), (.known, known), (.failed, failed)), rate: rate)
        #expect(series.status == status, "\(series.why)")
        #expect(series.asExpected == passed && series.runs == passed + known + failed)
    }

    @Test func withoutARateEverySeedMustEndAsExpected() throws {
        #expect(try series(results((.passed, 99), (.failed, 1))).status == .failed)
        #expect(try series(results((.passed, 99), (.known, 1))).status == .known)
        #expect(try series(results((.passed, 99))).status == .passed)
    }

    @Test func runsWithoutAVerdictAreNotCounted() throws {
        let series = try series(results((.passed, 20), (.inconclusive, 30)), rate: "80%")
        #expect(series.runs == 20 && series.status == .passed)
        #expect(try self.series(results((.passed, 20), (.broken, 1)), rate: "80%").status == .broken)
    }

    @Test(arguments: [Outcome.corrupt, .missing])
    func noRateExcusesASuccessThatIsNotTrue(outcome: Outcome) throws {
        let results = results((.passed, 99)) + results((.failed, 1), outcome: outcome)
        let series = try series(results, rate: "50%")
        #expect(series.status == .failed && series.why == "seed 1 reported a success that is not true")
        #expect(SeedSeries.judging(results, by: [series]).map(\.status).max() == .failed)
    }

    @Test func aRateDecidesAboutEachOfItsRuns() throws {
        func statuses(_ results: [RunResult], _ rate: String) throws -> Set<Status> {
            Set(SeedSeries.judging(results, by: [try series(results, rate: rate)]).map(\.status))
        }
        #expect(try statuses(results((.passed, 19), (.failed, 1)), "70%") == [.passed, .known])
        #expect(try statuses(results((.passed, 2)), "70%") == [.inconclusive])
        #expect(try statuses(results((.passed, 2), (.failed, 18)), "70%") == [.passed, .failed])
        #expect(try statuses(results((.passed, 2), (.failed, 18)), "") == [.passed, .failed])
    }

    @Test func seriesArePerScenarioAndPuller() throws {
        let results = results((.passed, 2))
        let other = RunResult(
            scenario: "test", title: "", puller: "skopeo", version: "1.0", seed: 1,
            verdict: Verdict(status: .failed, why: "x"), seconds: 1, folder: ""
        )
        let all = SeedSeries.all(of: [other] + results, scenarios: [])
        #expect(all.map(\.puller) == ["skopeo", "docker"] && all.map(\.runs) == [1, 2])
    }

    @Test func theTableIsThis() throws {
        let counted = try series(results((.passed, 13), (.failed, 7)), rate: "80%")
        #expect(
            ConsoleReport.seeds([counted]) == """

                scenario  puller      as expected  95 % interval     rate  verdict
                test      docker 1.0  13 of 20     43.3 % to 81.9 %  80 %  ? inconclusive

                """)
        #expect(ConsoleReport.seeds([try series(results((.passed, 1)))]).isEmpty)
    }
}
