import Testing

/// Every public declaration of the library has a comment.
@Suite struct PublicDocumentationTests {
    @Test(arguments: ["ChaosPull", "ChaosPullXCTest", "Scenarios"])
    func everyPublicDeclarationHasACommentOfItsOwn(module: String) throws {
        for file in try SourceFile.all(in: "Sources/\(module)") {
            for number in Self.undocumented(file) {
                Issue.record("\(file.path):\(number + 1) has no comment: \(file.lines[number])")
            }
        }
    }

    /// Indices of lines that declare something public, or a case of it, without a comment above.
    private static func undocumented(_ file: SourceFile) -> [Int] {
        var enumIndent: Substring?
        return file.lines.indices.filter { number in
            let line = file.lines[number]
            let indent = line.prefix { $0 == " " }
            if let open = enumIndent, line == open + "}" { enumIndent = nil }
            let words = line.dropFirst(indent.count)
            defer { if words.hasPrefix("public enum "), !words.hasSuffix("}") { enumIndent = indent } }
            let isCase = enumIndent.map { words.hasPrefix("case ") && indent.count == $0.count + 4 } ?? false
            guard isCase || (words.hasPrefix("public ") && !words.hasPrefix("public extension ")) else { return false }
            let above = file.lines[..<number].last { line in
                line.drop { $0 == " " }.first.map { $0 != "@" } ?? true
            }
            return above?.drop { $0 == " " }.hasPrefix("///") != true
        }
    }

    @Test func whatHasNoCommentIsFound() {
        let file = SourceFile(
            path: "Sources/A/B.swift",
            text: """
                /// A.
                public enum A {
                    case one
                    /// Two.
                    case two
                    public var three: Int { switch self { default: 3 } }
                    func four() {
                        switch self {
                        case .one: 1
                        }
                    }
                }
                /// B.
                @frozen
                public struct B {}
                public struct C {}
                enum D { case e }
                """
        )
        #expect(Self.undocumented(file).map { $0 + 1 } == [3, 6, 16])
    }
}
