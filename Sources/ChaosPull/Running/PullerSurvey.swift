import Glibc
import Pullers

/// A puller of the catalog, and where it is installed.
public struct PullerSurvey: Sendable {
    /// As in `docker`.
    public let name: String
    /// One line about it.
    public let summary: String
    /// The installed ones: this machine's own, then those of its roots, the oldest generation first.
    public let installed: [InstalledPuller]
    /// How to get it for this machine's own generation.
    public let hint: String

    /// This machine's own; nil if it has none.
    public var own: InstalledPuller? { installed.first { $0.root == nil } }

    /// Asks all pullers for their versions at the same time.
    ///
    /// Only root can ask the pullers in roots, by chroot(2); for other users they are left out.
    public static func all() async throws -> [PullerSurvey] { try await all(among: .catalog) }

    /// The same, followed by the user's own pullers.
    package static func all(among choice: PullerChoice) async throws -> [PullerSurvey] {
        let roots = geteuid() == 0 ? InstalledPuller.installedRoots() : []
        let found = try await InstalledPuller.probe(InstalledPuller.places(in: roots, among: choice)).compactMap(\.self)
        return choice.all.map { puller in
            PullerSurvey(
                name: puller.name, summary: puller.summary,
                installed: found.filter { $0.puller.name == puller.name }, hint: puller.hint
            )
        }
    }
}
