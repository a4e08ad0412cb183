import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct MatrixTableTests {
    private static let pullers = [
        ("docker", "20.10.24+dfsg1"), ("docker@trixie", "26.1.5+dfsg1"), ("docker@sid", "28.5.2"), ("skopeo", "1.9.3"),
        ("skopeo@trixie", "1.18.0"), ("skopeo@sid", "1.22.0"),
    ]

    private static let results: [RunResult] = {
        let statuses: [Status] = [.passed, .known, .failed, .inconclusive, .broken, .passed]
        return ["control", "udp-loss", "net-reset-mid-blob"].enumerated().flatMap { row, scenario in
            pullers.enumerated().map { column, puller in
                let status = row == 0 ? Status.passed : statuses[(row + column) % statuses.count]
                return .sample(
                    scenario, puller.0, version: puller.1, status, status == .broken ? nil : .pulled,
                    unmet: status == .failed ? ["pull"] : [], why: status == .passed ? "as expected" : "for a reason",
                    isFixed: row == 2 && status == .passed, seconds: [0.314, 52.84, 330.2][row]
                )
            }
        }
    }()

    @Test func scenariosByPullersAreReadableWithoutColour() throws {
        try Golden.expect(ConsoleReport.text(Self.results, width: 120), is: "matrix.txt")
    }

    @Test func whatIsTooWideGoesOnBelow() throws {
        let text = ConsoleReport.text(Self.results, width: 60)
        try Golden.expect(text, is: "matrix-narrow.txt")
        let table = text.split(separator: "\n").prefix { !$0.hasPrefix("✔ passed") }
        #expect(table.allSatisfy { $0.count <= 60 })
    }

    @Test(arguments: [1, 20, 60, 200])
    func noCellIsLostAtAnyWidth(width: Int) {
        let table = MatrixTable(Self.results).lines(width: width, isColored: false)
        for (puller, version) in Self.pullers {
            #expect(table.contains { $0.contains(puller) })
            #expect(table.contains { $0.contains(version.prefix { $0 != "+" }) })
        }
        #expect(
            table.joined().matches(of: /330 s/).count == Self.results.count { $0.seconds > 330 && $0.outcome != nil })
    }

    @Test func coloursAddOnlyEscapeSequences() {
        let plain = ConsoleReport.text(Self.results, width: 80)
        let colored = ConsoleReport.text(Self.results, isColored: true, width: 80)
        #expect(colored != plain)
        #expect(colored.replacing(/\u{1b}\[[0-9]+m/, with: "") == plain)
    }

    @Test func seedsOfACellAreCountedAndTheWorstIsShown() {
        var results = [1, 2, 3].map { seed in
            RunResult.sample("a", "docker", seed: seed, seed == 2 ? .failed : .passed, .pulled, why: "", seconds: 1)
        }
        results += [.sample("b", "skopeo", version: "1.9.3", .passed, .pulled, why: "", seconds: 1)]
        let table = MatrixTable(results).lines(width: 80, isColored: false)
        #expect(table.contains("a  ✘ 2/3     -"))
        #expect(table.contains("b  -         ✔ 1.00 s"))
        #expect(table.last == "✔ passed   ✘ failed   n/m seeds passed or known")
    }

    @Test func oneScenarioOrOnePullerIsPrintedAsAList() {
        #expect(!MatrixTable(Array(Self.results.prefix(6))).isMatrix)
        #expect(!MatrixTable(Self.results.filter { $0.puller == "docker" }).isMatrix)
        #expect(MatrixTable(Self.results).isMatrix)
    }
}
