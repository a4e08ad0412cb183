import Testing

/// Rules for all code in Sources that no linter checks, or not on every machine.
@Suite struct CodeRulesTests {
    @Test(arguments: [
        ("a try that traps", #"try!"#), ("a cast that traps", #"as!"#),
        ("a force unwrap", #"[\w)\]?]!(?!=)"#),
        // A credential helper is docker's name for a program.
        (
            "a type named for nothing",
            #"(struct|class|enum|actor|protocol) (?!NodeCredentialHelper\b)\w*(Manager|Helper|Utils)\b"#
        ),
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

    /// In a process with many descriptors it reads past the end of what readdir(3) has, and crashes
    /// (swift-corelibs-foundation, `findMaximumOpenFromProcSelfFD`); swift-subprocess starts programs here.
    @Test func nothingStartsProgramsByFoundation() throws {
        for path in try Repository.files(in: "Sources", ending: ".swift")
            + Repository.files(in: "Tests", ending: ".swift")
        {
            let code = SourceFile(path: path, text: try Repository.text(path)).code
            #expect(code.allSatisfy { $0.firstMatch(of: #/\bProcess(\(\)|\.run\()/#) == nil }, "\(path)")
        }
    }

    /// It takes the first short read for the end, and proc(5) gives a page at a time; `readTextFile` reads all.
    @Test func nothingReadsProcByFoundation() throws {
        for path in try Repository.files(in: "Sources", ending: ".swift")
            + Repository.files(in: "Tests", ending: ".swift")
        {
            let code = SourceFile(path: path, text: try Repository.text(path)).code
            let reading = #/(contentsOfFile: |contents\(atPath: |URL\(filePath: )"/(proc|sys)\b/#
            #expect(code.allSatisfy { $0.firstMatch(of: reading) == nil }, "\(path)")
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
