import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct ShortcomingGroupTests {
    private func known(_ scenario: String, _ ids: [String], _ puller: String = "podman", _ version: String = "4.3.1")
        -> RunResult
    {
        .sample(
            scenario, puller, version: version, .known, .failed, unmet: ["pull"], why: "as listed", shortcomings: ids)
    }

    @Test func runsAreGroupedByPullerAndCause() {
        let results = [
            known("one", ["stall"]), known("two", ["stall", "leak"]), known("two", ["stall"]),
            known("one", ["stall"], "docker", "20.10"), RunResult.sample("three", "podman", version: "4.3.1"),
        ]
        let groups = ShortcomingGroups(results)
        #expect(
            groups.pullers.map(\.sentence) == [
                "podman 4.3.1 falls short in 2 scenarios, for 2 reasons",
                "docker 20.10 falls short in 1 scenario, for 1 reason",
            ])
        #expect(groups.pullers[0].causes.map(\.id) == ["stall", "leak"])
        #expect(
            groups.lines(width: 100) == [
                "podman 4.3.1 falls short in 2 scenarios, for 2 reasons", "    stall: 2: one, two", "    leak: 1: two",
            ])
    }

    @Test func theTerminalTellsAGroupInPlaceOfItsRuns() {
        let matrix = ["podman", "docker"].flatMap { puller in
            ["one", "two"].map { known($0, ["stall"], puller) }
        }
        let text = ConsoleReport.text(matrix)
        #expect(text.contains("docker 4.3.1 falls short in 2 scenarios, for 1 reason"))
        #expect(!text.contains("as listed"))
        #expect(ConsoleReport.text([known("one", ["stall"])]).contains("as listed"))
        #expect(MarkdownReport.text(matrix).contains("  - `stall`: one, two"))
    }

    @Test func whatIsGoneIsCountedByScenario() {
        let old = ["one", "two", "three"].map { known($0, ["stall"]) }
        let new = [
            RunResult.sample("one", "podman", version: "5.9"), .sample("two", "podman", version: "5.9"),
            known("three", ["stall"], "podman", "5.9"),
        ]
        let comparison = Comparison(old: old, new: new)
        #expect(
            comparison.gone.map(\.sentence) == ["shortcoming stall is gone from podman 5.9 in 2 of 3 scenarios"])
        #expect(ComparisonReport.text(comparison).contains("stall is gone from podman 5.9 in 2 of 3 scenarios\n"))
        #expect(Comparison(old: old, new: old).gone.isEmpty)
    }
}
