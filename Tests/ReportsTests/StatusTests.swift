import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct StatusTests {
    @Test func severalMergeToTheLargest() {
        let order: [Status] = [.skipped, .passed, .known, .inconclusive, .failed, .broken]
        #expect(Status.allCases.sorted() == order)
        #expect([Status.known, .broken, .passed].max() == .broken)
        #expect([Status.inconclusive, .known].max() == .inconclusive)
    }

    @Test(
        arguments: [
            ([], 0), ([.skipped], 0), ([.passed], 0), ([.passed, .known], 0), ([.inconclusive], 1),
            ([.passed, .failed], 1),
            ([.broken, .failed], 2), ([.passed, .broken], 2),
        ] as [([Status], Int32)])
    func exitCodesFollowTheWorst(statuses: [Status], code: Int32) {
        #expect(ExitCode.of(statuses.map { .some($0) }, isStrict: false) == code)
        #expect(ExitCode.of(statuses.map { .some($0) }, isStrict: true) == code)
    }

    @Test func aFixedShortcomingFailsOnlyWhenStrict() {
        let results = [RunResult.some(.passed), .some(.passed, isFixed: true)]
        #expect(ExitCode.of(results, isStrict: false) == 0)
        #expect(ExitCode.of(results, isStrict: true) == 1)
        #expect(ExitCode.of(results + [.some(.broken)], isStrict: true) == 2)
    }

    @Test func codesAreThoseOfTheDocumentation() {
        #expect(
            [ExitCode.passed, ExitCode.failed, ExitCode.broken, ExitCode.usage, ExitCode.interrupted] == [
                0, 1, 2, 64, 130,
            ])
    }

    @Test func everyStatusHasASignOfItsOwn() {
        #expect(Set(Status.allCases.map(\.symbol)).count == Status.allCases.count)
    }
}

extension RunResult {
    /// Some result with that status.
    static func some(_ status: Status, isFixed: Bool = false) -> RunResult {
        RunResult(
            scenario: "test", title: "A test", puller: "docker", version: "1.0", seed: 1,
            verdict: Verdict(status: status, why: "because", isFixed: isFixed), seconds: 1, folder: "out/test"
        )
    }
}
