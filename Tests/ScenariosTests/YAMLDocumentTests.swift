import Faults
import Testing

@testable import Scenarios

@Suite struct YAMLDocumentTests {
    /// Each scalar as `line:column path=text`, in the order of the document.
    private func scalars(_ element: Element) -> [String] {
        switch element.content {
        case .scalar(let text, let isPlain): ["\(element.position) \(element.path)=\(isPlain ? text : "'\(text)'")"]
        case .sequence(let items): items.flatMap(scalars)
        case .mapping(let entries): entries.flatMap { scalars($0.value) }
        }
    }

    @Test func `every value has its position and path`() throws {
        let root = try YAMLDocument("a: 1\nb:\n  - c: 'x'\n    d: [y, {e: z}]\n  -\nf: \"\"\n").root
        #expect(
            scalars(root) == [
                "1:4 a=1", "3:8 b[0].c='x'", "4:9 b[0].d[0]=y", "4:16 b[0].d[1].e=z", "5:4 b[1]=", "6:4 f=''",
            ]
        )
    }

    @Test func `columns count characters and not bytes`() throws {
        let root = try YAMLDocument("{é: ü, 日本: x}").root
        #expect(scalars(root) == ["1:5 é=ü", "1:12 日本=x"])
    }

    @Test(arguments: ["a: 1", "---\na: 1", "---\na: 1\n...\n", "\u{FEFF}a: 1", "a: 1\r\n", "# c\na: 1 # d\n"])
    func `one document may be marked as such`(text: String) throws {
        #expect(scalars(try YAMLDocument(text).root).map { $0.hasSuffix("a=1") } == [true])
    }

    @Test func `nothing overflows on deep nesting`() {
        let deep = [
            String(repeating: "[", count: 60_000),
            String(repeating: "{a: ", count: 16_000),
            String(repeating: "- ", count: 30_000),
            String(repeating: "? ", count: 30_000),
            "[" + String(repeating: "{", count: 60_000),
            (0..<350).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ]
        for text in deep {
            #expect(throws: LanguageError.self) { try YAMLDocument(text) }
        }
    }

    @Test func `sixteen levels are read and seventeen refused`() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try YAMLDocument(nested(16))
        let error = #expect(throws: LanguageError.self) { try YAMLDocument(nested(17)) }
        #expect(error?.position == Position(line: 1, column: 17))
    }

    @Test func `a file that is too large is refused`() throws {
        let line = "title: " + String(repeating: "x", count: YAMLDocument.largestSize - 7)
        _ = try YAMLDocument(line)
        let error = #expect(throws: LanguageError.self) { try YAMLDocument(line + "x") }
        #expect(error?.message == "the file has more than 65536 bytes; expected a scenario of at most 64 KiB")
    }

    @Test func `aliases cannot multiply`() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let error = #expect(throws: LanguageError.self) { try YAMLDocument(text + "? *a39\n: 1\n") }
        #expect(error?.position == Position(line: 1, column: 5))
    }

    @Test func `a regular expression is refused before it nests too deep or grows too long`() {
        func complaint(_ depth: Int) -> String? {
            let regex = String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
            return ScenariosTests.complaint(about: "title: A\nexpect: {pull: fails, error: '\(regex)'}")
        }
        #expect(complaint(20) == nil)
        #expect(complaint(249)?.contains("is no regular expression") == true)
        #expect(complaint(250)?.contains("has 501 characters; expected at most 500") == true)
    }

    @Test func `a byte that is no UTF-8 is named by its place`() {
        let error = #expect(throws: LanguageError.self) { try YAMLDocument.text(of: Array("é\nüb".utf8) + [0xC3]) }
        #expect(error?.position == Position(line: 2, column: 3))
    }
}
