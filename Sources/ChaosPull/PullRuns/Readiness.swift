import Glibc
import Judging
import Pullers

/// Whether runs with a puller are possible here.
public enum Readiness: Sendable, Equatable {
    /// Runs are possible.
    case ready
    /// Runs are not possible, for this reason; it names the way out.
    case missing(String)

    /// Checks for root and for the puller; runs only the puller's version command.
    ///
    /// - Throws: `ChaosPullError` for an unknown puller.
    public static func of(_ puller: PullerName) async throws -> Readiness {
        // A root that does not exist yet is missing; an unknown puller is a mistake.
        let name = puller.rawValue.prefix { !"@+".contains($0) }
        _ = try PullerPlace(String(name), roots: [])
        guard geteuid() == 0 else { return .missing("runs need root; run the tests as root, for example with sudo") }
        do {
            _ = try await InstalledPuller.select([puller.rawValue])
            return .ready
        } catch let error as ChaosPullError {
            return .missing(error.message)
        }
    }
}
