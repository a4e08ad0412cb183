import Faults
import Testing

@testable import Scenarios

/// Regular expressions for what a puller says.
@Suite struct OutputPatternTests {
    private func pattern(_ text: String) throws -> OutputPattern {
        let quoted = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        let scenario = try Scenario(
            yaml: "title: A test\nexpect:\n  pull: fails\n  error: '\(quoted)'\n", file: "test.yaml")
        return try #require(scenario.expectation.error)
    }

    @Test(arguments: [
        ("i/o timeout", "read udp: i/o timeout", 10), ("(?i)DENIED", "é: denied", 4), ("^b$", "a\nb\nc", 2),
        ("a.*c", "a\nc", nil), (#"\d+ ms"#, "🙂 12 ms", 5), ("x", "", nil),
        (#"(127\.0\.0\.1|\[::1\]):443"#, "dial tcp [::1]:443", 9), ("a", "\r\na", 2),
    ])
    func aMatchIsFoundAtItsByte(text: String, output: String, place: Int?) throws {
        #expect(try pattern(text).firstMatch(in: output) == place)
    }

    /// Its engine tries every way of cutting the line into pieces, which are 2 to the power of its length.
    @Test func anExpressionThatTakesTooLongIsNamed() throws {
        let slow = try pattern(#"(([a-z0-9:. /])+)+\$\$\$"#)
        let start = ContinuousClock.now
        let error = #expect(throws: PatternFailure.self) {
            try slow.firstMatch(in: String(repeating: "dial tcp: lookup ", count: 10))
        }
        #expect(
            error?.description
                == #"the regular expression /(([a-z0-9:. /])+)+\$\$\$/ takes longer than 3 s on 170 B of output; "#
                + "write it without a repetition inside of a repetition"
        )
        // Loaded machines give a thread a small part of a processor; without a bound it would take years.
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func aSearchEndsWhenItsTaskIsCancelled() async throws {
        let slow = try pattern("(a+)+b")
        let search = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try slow.firstMatch(in: String(repeating: "a", count: 200))
        }
        let result = await search.result
        #expect(throws: PatternFailure(slow, "was interrupted")) { try result.get() }
    }

    @Test func anExpressionThatTakesTooMuchMemoryIsNamed() throws {
        let deep = try pattern("(a*)*b")
        #expect(throws: PatternFailure(deep, "needs too much memory")) {
            try deep.firstMatch(in: String(repeating: "a", count: 3_000_000))
        }
    }

    @Test func muchOutputIsNoProblem() throws {
        let line = "time=2026 level=info msg=\"lookup cdn.test on 198.18.1.53:53: read tcp 198.18.0.2: something\"\n"
        let output = String(repeating: line, count: 20_000)
        #expect(try pattern("lookup .* on .*: read udp .*: i/o timeout").firstMatch(in: output) == nil)
    }
}
