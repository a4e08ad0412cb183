import Glibc
import Judging
import Pullers

/// Whether runs with a puller are possible here.
public enum Readiness: Sendable, Equatable {
    /// They are.
    case ready
    /// They are not, for this reason; it names the way out.
    case missing(String)

    /// Looks for root and for the puller, without running anything but the puller's version command.
    ///
    /// - Throws: `ChaosPullError` for a name that no puller has.
    public static func of(_ puller: PullerName) async throws -> Readiness {
        // A root that is not made yet is missing; a puller that nobody knows is a mistake.
        let name = puller.rawValue.prefix { $0 != "@" }
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
