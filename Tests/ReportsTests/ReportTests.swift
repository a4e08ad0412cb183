import Faults
import FoundationEssentials
import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct ReportTests {
    private static let results = [
        result("control", "docker", "20.10.24", Verdict(status: .passed, outcome: .pulled, why: "as expected"), 2.5),
        result("udp-loss", "skopeo", "1.9.3", Verdict(status: .known, outcome: .failed, why: "no retry"), 75),
        result(
            "net-reset", "docker", "20.10.24",
            Verdict(
                status: .failed, outcome: .failed,
                findings: [
                    Finding(
                        "pull", isMet: false, expected: "succeeds", actual: "failed", evidence: ["docker pull: reset"]),
                    Finding("within", isMet: true, expected: "at most 60 s", actual: "2 s", evidence: ["hidden"]),
                ],
                why: "pull: expected succeeds, saw failed"), 0.25),
        result("dns", "docker", "20.10.24", Verdict(status: .broken, why: "no sandbox"), 0),
        result(
            "fixed", "skopeo", "1.9.3", Verdict(status: .passed, outcome: .pulled, why: "gone", isFixed: true), 3661),
    ]

    private static func result(
        _ scenario: String, _ puller: String, _ version: String, _ verdict: Verdict, _ seconds: Double
    ) -> RunResult {
        RunResult(
            scenario: scenario, title: "Title of \(scenario)", puller: puller, version: version, seed: 7,
            verdict: verdict, seconds: seconds, folder: "out/\(scenario)"
        )
    }

    @Test func theTableIsThis() {
        #expect(
            ConsoleReport.text(Self.results) == """
                scenario   puller           seed  verdict           outcome  time
                control    docker 20.10.24  7     ✔ passed          pulled   2.5 s
                udp-loss   skopeo 1.9.3     7     ≈ known           failed   75 s
                net-reset  docker 20.10.24  7     ✘ failed          failed   250 ms
                dns        docker 20.10.24  7     ! broken          -        0 ms
                fixed      skopeo 1.9.3     7     ✔ passed (fixed)  pulled   3661 s

                udp-loss, skopeo 1.9.3: known: no retry
                net-reset, docker 20.10.24: failed: pull: expected succeeds, saw failed
                    docker pull: reset
                    see out/net-reset
                dns, docker 20.10.24: broken: no sandbox
                    see out/dns
                fixed, skopeo 1.9.3: passed: gone

                5 runs: 2 passed, 1 known, 1 failed, 1 broken

                """)
    }

    @Test func coloursChangeNoText() throws {
        let colored = ConsoleReport.text(Self.results, isColored: true)
        #expect(colored.contains("\u{1b}[32m") && colored.contains("\u{1b}[31m"))
        #expect(colored.replacing(/\u{1b}\[\d+m/, with: "") == ConsoleReport.text(Self.results))
    }

    @Test func anEmptyResultIsReported() {
        #expect(ConsoleReport.text([]).hasSuffix("0 runs: nothing ran\n"))
    }

    @Test func aLineSaysHowACellEnded() {
        #expect(
            ConsoleReport.line(Self.results[2]) == "✘ failed  net-reset  docker 20.10.24  seed 7  failed in 250 ms"
        )
        #expect(ConsoleReport.line(Self.results[3]) == "! broken  dns  docker 20.10.24  seed 7  - in 0 ms")
    }

    @Test(arguments: 0..<5)
    func resultsReadBackFromJSON(index: Int) throws {
        let result = Self.results[index]
        let data = try JSONEncoder().encode(result)
        #expect(try JSONDecoder().decode(RunResult.self, from: data) == result)
    }

    @Test func theKeysOfAResultAreThese() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(
            String(decoding: try encoder.encode(Self.results[0]), as: UTF8.self)
                == #"{"findings":[],"firedFaults":[],"folder":"out/control","isFixed":false,"outcome":"pulled","#
                + #""puller":"docker","requests":{},"scenario":"control","seconds":2.5,"seed":7,"status":"passed","title":"Title of control","#
                + #""version":"20.10.24","why":"as expected"}"#
        )
    }

    @Test func observationsReadBackFromJSON() throws {
        var run = SeenRun.failing("x", recovered: 2)
        run.fired = [3]
        run.mangler = .init()
        let observations = run.observations
        let data = try JSONEncoder().encode(observations)
        #expect(try JSONDecoder().decode(Observations.self, from: data) == observations)
    }
}
