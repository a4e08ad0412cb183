import ChaosPull
import Foundation

/// Why a test cannot go on.
struct Requirement: Error, CustomStringConvertible {
    let description: String

    /// Set where a skipped test must not count as passed, as in CI.
    static var isDemanded: Bool { ProcessInfo.processInfo.environment["CHAOSPULL_REQUIRE"] != nil }

    static func unmet(_ reason: String) -> Requirement {
        Requirement(description: "\(reason) (CHAOSPULL_REQUIRE is set, so that this is no skip)")
    }

    static func broken(_ run: PullRun) -> Requirement {
        Requirement(description: "the harness broke, so that nothing is known about the puller\n\(run.story)")
    }
}
