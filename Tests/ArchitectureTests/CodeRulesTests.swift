import Testing

/// Rules for all code in Sources that no linter checks, or not on every machine.
@Suite struct CodeRulesTests {
    @Test(arguments: [
        ("a try that traps", #"try!"#), ("a cast that traps", #"as!"#),
        ("a force unwrap", #"[\w)\]?]!(?!=)"#),
        ("a type named for nothing", #"(struct|class|enum|actor|protocol) \w*(Manager|Helper|Utils)\b"#),
        ("an unchecked claim about concurrency", #"@unchecked Sendable|nonisolated\(unsafe\)"#),
    ])
    func nothingTrapsOnPurpose(what: String, pattern: String) throws {
        let regex = try Regex(pattern)
        for file in try SourceFile.all() {
            for (number, line) in file.code.enumerated() where line.firstMatch(of: regex) != nil {
                Issue.record("\(file.path):\(number + 1) has \(what): \(line)")
            }
        }
    }

    @Test func noFileIsLongerThanThreeHundredLines() throws {
        // Nobody reads generated files from end to end.
        for file in try SourceFile.all() where file.folder != "Generated" {
            #expect(file.lines.count <= 301, "\(file.path) has \(file.lines.count - 1) lines")
        }
    }

    @Test func everyFileEndsWithOneNewline() throws {
        for file in try SourceFile.all() where file.folder != "Generated" {
            #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
        }
    }

    @Test(arguments: [
        ("let a = b!", true), ("b!.c", true), ("(a as? B)!", true), ("a[0]!.b", true), ("if a != b {", false),
        ("if !a {", false), (#"print("done!")"#, false), ("// no!", false), (#"let a = "\"b!\"""#, false),
        ("x! = 3", true),
    ])
    func forceUnwrapsAreFoundAndNothingElse(line: String, isFound: Bool) throws {
        let code = SourceFile(path: "Sources/A/B.swift", text: line).code
        #expect(try code.contains { $0.firstMatch(of: try Regex(#"[\w)\]?]!(?!=)"#)) != nil } == isFound)
    }
}
