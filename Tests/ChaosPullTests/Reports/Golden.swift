import FoundationEssentials
import Testing

/// Texts that reports and generated documents must be, character for character; reports in `Tests/Golden`.
enum Golden {
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        .joined(separator: "/")

    /// With `CHAOSPULL_GOLDEN=write` in the environment the file is written instead; read it before you commit it.
    static func expect(
        _ text: String, is name: String, in folder: String = "Tests/Golden",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = "\(root)/\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["CHAOSPULL_GOLDEN"] == "write" {
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let different = zip(lines, expectedLines).enumerated().first { $0.element.0 != $0.element.1 }
        #expect(
            text == expected,
            "\(name):\((different?.offset ?? min(lines.count, expectedLines.count)) + 1) is '\(different?.element.0 ?? "")'",
            sourceLocation: sourceLocation
        )
    }
}
