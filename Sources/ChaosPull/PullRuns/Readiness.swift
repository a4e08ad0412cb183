import Faults
import Glibc
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
        guard let known = PullerCatalog.puller(named: puller.rawValue) else {
            let names = PullerCatalog.all.map { $0.name }
            throw ChaosPullError(
                "unknown puller '\(puller)'; \(Suggestion.sentence(for: puller.rawValue, among: names))")
        }
        guard geteuid() == 0 else { return .missing("runs need root; run the tests as root, for example with sudo") }
        guard try await PullerVersion.probe(known) != nil else {
            return .missing("\(puller) is not installed; run apt-get install \(known.packages.joined(separator: " "))")
        }
        return .ready
    }
}
