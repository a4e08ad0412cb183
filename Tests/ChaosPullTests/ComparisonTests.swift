import Testing

@testable import ChaosPull

/// Two nights compared: the planted differences are found, and nothing else.
@Suite struct ComparisonTests {
    private typealias Make = ResultReportTests

    private static let old = [
        Make.result("same", .passed, .pulled, why: ""),
        Make.result("worse", .passed, .pulled, why: ""),
        Make.result("better", .known, .failed, why: "no retry", error: "reset"),
        Make.result("text", .known, .failed, why: "", error: "read udp 198.18.0.2:47332: i/o timeout after 5.01s"),
        Make.result("noise", .known, .failed, why: "", error: "read udp 198.18.0.2:47332: i/o timeout"),
        Make.result("gone", .passed, .pulled, why: ""),
        Make.result("slow", .passed, .pulled, why: "", seconds: 2),
    ]

    private static let new = [
        Make.result("same", .passed, .pulled, why: "", seconds: 1.05),
        Make.result("worse", .failed, .corrupt, why: "wrong bytes"),
        Make.result("better", .passed, .pulled, why: ""),
        Make.result("text", .known, .failed, why: "", error: "connection refused"),
        Make.result("noise", .known, .failed, why: "", error: "read udp 198.18.0.2:51266: i/o timeout"),
        Make.result("slow", .passed, .pulled, why: "", seconds: 60),
        Make.result("fresh", .passed, .pulled, why: ""),
    ]

    @Test func thePlantedDifferencesAreFoundAndNothingElse() {
        let comparison = Comparison(old: Self.old, new: Self.new)
        let found = comparison.differences.map { "\($0.kind.rawValue): \($0.cell.prefix { $0 != "," })" }
        #expect(
            found.sorted() == [
                "error text: text", "fix: better", "gone: gone", "new: fresh", "regression: worse", "slower: slow",
            ]
        )
        #expect(comparison.compared == 6)
        #expect(comparison.hasRegression)
    }

    @Test func aNightIsLikeItself() {
        let comparison = Comparison(old: Self.old, new: Self.old)
        #expect(comparison.differences.isEmpty)
        #expect(!comparison.hasRegression)
    }
}
