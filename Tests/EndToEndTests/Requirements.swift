import ChaosPull
import Foundation
import Glibc
import Testing

/// What the tests of this target need, and where they find the repository.
enum Requirements {
    /// Set in CI: tests then fail instead of being skipped if something is missing.
    static let isDemanded = ProcessInfo.processInfo.environment["CHAOSPULL_REQUIRE"] != nil

    static let areMet =
        geteuid() == 0
        && ["containerd", "dockerd", "docker", "skopeo"].allSatisfy {
            access("/usr/bin/\($0)", X_OK) == 0 || access("/usr/sbin/\($0)", X_OK) == 0
        }

    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let scenarios = repository + "/scenarios"

    /// The command, beside the test bundle.
    static let command = URL(fileURLWithPath: CommandLine.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("chaospull").path
}

extension Trait where Self == ConditionTrait {
    /// Runs with real pullers in real namespaces.
    static var needsPullers: Self {
        .enabled(
            if: Requirements.areMet || Requirements.isDemanded,
            "needs root, docker.io (with containerd) and skopeo; run 'make setup' as root")
    }

    /// Runs pullers of Debian 13.
    static var needsRoot: Self {
        .enabled("needs root and pullers of Debian 13; run 'chaospull roots create trixie' as root") {
            if Requirements.isDemanded { return true }
            return geteuid() == 0 ? try await InstalledRoot.all().contains { $0.name == "trixie" } : false
        }
    }
}

/// Gives `body` a folder that is removed afterwards.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = NSTemporaryDirectory() + "chaospull-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
