import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct ComparisonTests {
    private func differences(_ old: RunResult, _ new: RunResult) -> [Difference] {
        Comparison(old: [old], new: [new]).differences
    }

    private static let timeout = "read udp 198.18.0.2:41234->198.18.1.53:53: i/o timeout"

    /// Planted differences, one for each kind, among cells that did not change.
    private static let old: [RunResult] = [
        .sample("same"), .sample("same-known", .known, .failed, unmet: ["pull"], seconds: 50, error: timeout),
        .sample("regressed"), .sample("fixed", .known, .failed, unmet: ["pull"], why: "no retry", error: timeout),
        .sample("unlisted", .known, .failed, unmet: ["pull"], why: "no retry"),
        .sample("listed", .failed, .failed, unmet: ["pull"]), .sample("words", .passed, .failed, error: timeout),
        .sample("slow", seconds: 5), .sample("lost"), .sample("found", .broken, nil, why: "no sandbox"),
        .sample("gone"),
        .sample("skipped-both", .skipped, nil), .sample("updated", version: "1.0"),
    ]
    private static let new: [RunResult] = [
        .sample("same", seconds: 3.5),
        .sample(
            "same-known", .known, .failed, unmet: ["pull"], seconds: 74,
            error: "read udp 198.18.0.2:50001->198.18.1.53:53: i/o timeout"),
        .sample("regressed", .failed, .corrupt, unmet: ["integrity"], why: "integrity: wrong bytes"),
        .sample("fixed", isFixed: true), .sample("unlisted", .failed, .failed, unmet: ["pull"], why: "pull: failed"),
        .sample("listed", .known, .failed, unmet: ["pull"], why: "no retry"),
        .sample("words", .passed, .failed, error: "no such \u{1b}[31mhost"), .sample("slow", seconds: 7.6),
        .sample("lost", .inconclusive, .pulled, why: "faults[0] never fired"), .sample("found"), .sample("added"),
        .sample("skipped-both", .skipped, nil), .sample("updated", version: "2.0", .failed, .hung, why: "hung"),
    ]

    @Test func thePlantedDifferencesAreFoundAndNothingElse() {
        let comparison = Comparison(old: Self.old, new: Self.new)
        #expect(
            comparison.differences.map { "\($0.kind.rawValue): \($0.cell.prefix { $0 != "," })" } == [
                "regression: regressed", "regression: unlisted", "regression: updated", "no verdict: lost",
                "fix: fixed",
                "now listed: listed", "error text: words", "slower: slow", "new verdict: found", "new: added",
                "gone: gone",
            ])
        #expect(comparison.compared == 11 && comparison.hasRegression)
    }

    @Test func aBuildIsComparedWithTheInstalledPuller() {
        let old: [RunResult] = [
            .sample("a", "podman", version: "4.3"), .sample("b", "podman", version: "4.3"),
        ]
        let new: [RunResult] = [
            .sample("a", "podman+with", version: "5.9", .failed, .failed, unmet: ["pull"], why: "pull: failed"),
            .sample("b", "podman+with", version: "4.3"), .sample("b", "podman", version: "4.3"),
        ]
        let comparison = Comparison(old: old, new: new)
        #expect(comparison.compared == 2)
        #expect(
            comparison.differences.map(\.cell) == [
                "a, podman 4.3 → podman+with 5.9, seed 7", "b, podman+with 4.3, seed 7",
            ])
    }

    @Test func theReportIsThis() throws {
        try Golden.expect(ComparisonReport.text(Comparison(old: Self.old, new: Self.new)), is: "comparison.txt")
    }

    @Test func theSameResultsHaveNoDifference() {
        for results in [Self.old, Self.new, RunResult.samples, []] {
            let comparison = Comparison(old: results, new: results.reversed())
            #expect(comparison.differences == [] && !comparison.hasRegression)
        }
        let text = ComparisonReport.text(Comparison(old: [.sample()], new: [.sample()]))
        #expect(text == "1 cell compared: no difference\n")
    }

    /// A regression in one direction is no regression in the other.
    @Test func regressionsAreFixesInTheOtherDirection() {
        let forth = Comparison(old: Self.old, new: Self.new).differences
        let back = Comparison(old: Self.new, new: Self.old).differences
        func cells(_ differences: [Difference], _ kinds: Set<Difference.Kind>) -> Set<Substring> {
            Set(differences.filter { kinds.contains($0.kind) }.map { $0.cell.prefix { $0 != "," } })
        }
        #expect(cells(forth, [.regression]) == cells(back, [.fix, .listed]))
        #expect(cells(forth, [.fix, .listed]) == cells(back, [.regression]))
        #expect(cells(forth, [.new]) == cells(back, [.gone]))
        #expect(cells(forth, [.noVerdict]) == cells(back, [.verdict]))
    }

    @Test(arguments: [
        (Outcome.pulled, Outcome.stale), (.failed, .stale), (.stale, .hung), (Outcome.failed, Outcome.hung),
        (.hung, .crashed), (.crashed, .missing), (.missing, .corrupt),
        (.failed, .corrupt),
    ])
    func aWorseOutcomeIsARegressionAndABetterOneAFix(better: Outcome, worse: Outcome) {
        let (good, bad) = (
            RunResult.sample("control", .failed, better, unmet: ["pull"]),
            RunResult.sample("control", .failed, worse, unmet: ["pull"])
        )
        #expect(differences(good, bad).map(\.kind) == [.regression])
        #expect(differences(bad, good).map(\.kind) == [.fix])
    }

    @Test func aCheckThatNoLongerHoldsIsARegression() {
        let old = RunResult.sample("control", .failed, .failed, unmet: ["pull"])
        let new = RunResult.sample("control", .failed, .failed, unmet: ["pull", "recovers"])
        #expect(differences(old, new).map(\.kind) == [.regression])
        #expect(differences(old, new).first?.detail == "recovers: expected succeeds, saw failed")
        #expect(differences(new, old).map(\.detail) == ["now holds: recovers"])
    }

    @Test(arguments: [
        (1, 2.9, false), (1, 3.1, true), (10, 14.9, false), (10, 15.1, true), (0, 2, false), (0, 2.1, true),
        (60, 80, false), (60, 91, true), (5, 1, false),
    ])
    func slowerIsMoreThanHalfAndMoreThanTwoSeconds(old: Double, new: Double, isSlower: Bool) {
        #expect(Comparison.isSlower(old, new) == isSlower)
        let kinds = differences(.sample(seconds: old), .sample(seconds: new)).map(\.kind)
        #expect(kinds == (isSlower ? [.slower] : []))
    }

    @Test func twoVersionsOfAPullerAreComparedLikeWithLike() {
        let old: [RunResult] = [
            .sample(version: "1"), .sample("control", version: "2", .failed, .failed, unmet: ["pull"]),
        ]
        #expect(Comparison(old: old, new: old.reversed()).differences == [])
    }

    @Test func anotherSeedIsAnotherCell() {
        #expect(Set(differences(.sample(seed: 1), .sample(seed: 2)).map(\.kind)) == [.gone, .new])
    }

    @Test func aSkippedRunCountsAsGone() {
        #expect(differences(.sample(), .sample("control", .skipped, nil)).map(\.kind) == [.gone])
        #expect(!Comparison(old: [.sample()], new: [.sample("control", .skipped, nil)]).hasRegression)
    }
}
