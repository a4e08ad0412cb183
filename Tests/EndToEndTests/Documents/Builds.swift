import Foundation
import Testing

/// Builds of containerd that `.ci/setup-builds` unpacks, for the tests of `--with`.
enum Builds {
    /// The folder of everything that is kept between runs.
    static let cache: String = {
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "/root") + "/.cache"
        return folder + "/chaospull"
    }()

    /// The package of a Debian suite, unpacked.
    static func folder(_ suite: String) -> String { "\(cache)/builds/containerd-\(suite)" }

    static var areThere: Bool {
        ["bookworm", "trixie"].allSatisfy { FileManager.default.fileExists(atPath: folder($0) + "/usr/bin/containerd") }
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs two builds of containerd that are not installed.
    static var needsBuilds: Self {
        .enabled(
            if: Builds.areThere || Requirements.isDemanded,
            "needs two unpacked builds of containerd; run '.ci/setup-builds'")
    }
}
