import FoundationEssentials

@testable import Scenarios

/// The folder of this file, which has the broken scenarios.
func fixture(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return "\(folder)/\(name)"
}

/// A minimal scenario with these additional lines.
func scenario(_ lines: String = "", expecting expect: String = "{pull: succeeds}") throws -> Scenario {
    try Scenario(yaml: "title: A test\n\(lines)\nexpect: \(expect)\n", file: "test.yaml")
}

/// The error message for a scenario; nil if it is valid.
func complaint(about text: String) -> String? {
    do {
        _ = try Scenario(yaml: text, file: "test.yaml")
        return nil
    } catch {
        return error.description
    }
}

/// Gives a new folder with these files in it, and removes it in the end.
func withFolder<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/scenarios-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
        let path = "\(folder)/\(name)"
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
    }
    return try body(folder)
}
