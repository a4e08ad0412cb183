import FoundationEssentials

/// Compares reports and generated documents with files, character by character; reports are in `Tests/Golden`.
package enum Golden {
    /// The folder of the package.
    package static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    /// The first line that differs from what a file says.
    package struct Mismatch: Error, CustomStringConvertible {
        package let description: String
    }

    /// With `CHAOSPULL_GOLDEN=write` in the environment, the file is written instead; read it before you commit it.
    ///
    /// - Throws: `Mismatch`.
    package static func expect(_ text: String, is name: String, in folder: String = "Tests/Golden") throws {
        let path = "\(root)/\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["CHAOSPULL_GOLDEN"] == "write" {
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        guard text != expected else { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let same = zip(lines, expectedLines).prefix { $0 == $1 }.count
        let (line, other) = (lines.dropFirst(same).first, expectedLines.dropFirst(same).first)
        throw Mismatch(description: "\(name):\(same + 1) is '\(line ?? "")', expected '\(other ?? "")'")
    }
}
