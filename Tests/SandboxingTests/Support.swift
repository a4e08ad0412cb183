import Sandboxing
import Testing

/// A new folder that is removed in the end.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = try await Program("mktemp", "mktemp", ["-d"]).output().text.trimmed
    try #require(folder.hasPrefix("/"))
    do {
        try await body(folder)
    } catch {
        _ = try await Program("rm", "rm", ["-r", folder]).output()
        throw error
    }
    _ = try await Program("rm", "rm", ["-r", folder]).output()
}
