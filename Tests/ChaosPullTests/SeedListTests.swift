import Judging
import Testing

@testable import ChaosPull

/// The seeds that a command line names.
@Suite struct SeedListTests {
    @Test(
        arguments: [
            ("7", [7]), ("1-3", [1, 2, 3]), ("1,5,7-9", [1, 5, 7, 8, 9]), ("2-3,1-3", [2, 3, 1]),
            ("18446744073709551615", [UInt64.max]), ("18446744073709551614-18446744073709551615", [.max - 1, .max]),
        ] as [(String, [UInt64])])
    func seedsAreListedAsWritten(text: String, seeds: [UInt64]) throws {
        #expect(try SeedList(text).seeds == seeds)
    }

    @Test(arguments: [
        "", "-", "1-", "-1", "a", "1..3", "1,,2", "1, 2", "+1", "3-1", "0-18446744073709551615", "1-10001",
        "1-10000,20000", "18446744073709551616",
    ])
    func whatIsNoListOfSeedsIsRefused(text: String) {
        #expect(throws: ChaosPullError.self) { try SeedList(text) }
    }
}
