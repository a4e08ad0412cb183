import SampleRuns
import Scenarios
import Testing

@testable import Judging
@testable import Reports

/// Whether runs with one seed have the same verdict.
@Suite struct AgreementTests {
    private static let alike: [RunResult] = [
        .sample("control", seconds: 1),
        .sample("control", why: "for another reason", seconds: 9, error: "another text", repetition: 2),
        .sample("control", "skopeo", version: "1.9.3"),
        .sample("control", "skopeo", version: "1.9.3", repetition: 2),
    ]

    @Test func statusOutcomeAndUnmetChecksAreTheVerdict() throws {
        let agreements = Agreement.all(of: Self.alike)
        #expect(agreements.map(\.puller) == ["docker", "skopeo"])
        #expect(agreements.map(\.isUnanimous) == [true, true])
        #expect(agreements.map(\.runs) == [2, 2])
        #expect(
            ConsoleReport.agreements(agreements)
                == "\n2 of 2 repeated cells came to the same verdict each time, in 4 runs\n"
        )
        #expect(ExitCode.of(Self.alike, isStrict: false, agreements: agreements) == 0)
    }

    private static let others: [RunResult] = [
        .sample("control", "docker", .known, .pulled, repetition: 3),
        .sample("control", "docker", .passed, .failed, repetition: 3),
        .sample("control", "docker", .passed, .pulled, unmet: ["within"], repetition: 3),
        .sample("control", "docker", .passed, nil, repetition: 3),
    ]

    @Test(arguments: others)
    func anyOtherVerdictIsADisagreement(other: RunResult) throws {
        let agreements = Agreement.all(of: Self.alike + [other])
        #expect(agreements.map(\.isUnanimous) == [false, true])
        #expect(agreements.first?.verdicts.map(\.count) == [2, 1])
        #expect(ExitCode.of(Self.alike + [other], isStrict: false, agreements: agreements) == 1)
    }

    @Test func aDisagreementIsReported() {
        let results =
            Self.alike + [.sample("control", "docker", .failed, .failed, unmet: ["pull", "error"], repetition: 3)]
        #expect(
            ConsoleReport.agreements(Agreement.all(of: results)) == """

                ✘ control, docker 20.10.24, seed 7: 3 runs do not agree
                    2 of 3: passed, pulled
                    1 of 3: failed, failed, not met: error, pull
                1 of 2 repeated cells came to the same verdict each time, in 5 runs

                """
        )
    }

    @Test func seedsAndVersionsAreCellsOfTheirOwn() {
        let results: [RunResult] = [
            .sample(seed: 1), .sample(seed: 2), .sample(version: "28.0", seed: 1), .sample("other", seed: 1),
        ]
        #expect(Agreement.all(of: results).isEmpty)
        #expect(ConsoleReport.agreements([]).isEmpty)
    }

    /// Reports and comparisons must distinguish repetitions, and a repetition is no further trial of a random fault.
    @Test func aRepetitionIsARunOfItsOwnButNoTrial() throws {
        let results = [RunResult.sample(), .sample(repetition: 2)]
        #expect(
            results.map(\.label) == ["control, docker 20.10.24, seed 7", "control, docker 20.10.24, seed 7, run 2"])
        let worse = RunResult.sample("control", "docker", .failed, .failed, unmet: ["pull"], repetition: 2)
        let comparison = Comparison(old: results, new: [.sample(), worse])
        #expect(comparison.differences.map(\.cell) == [worse.label])
        let series = SeedSeries.all(of: results, scenarios: [try scenario("expect: {pull: succeeds}")])
        #expect(series.map(\.runs) == [1])
        #expect(throws: Never.self) { try ResultFile.merging([("a", ResultFile(results: results))]) }
    }
}
