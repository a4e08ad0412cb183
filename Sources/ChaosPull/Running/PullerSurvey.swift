import Glibc
import Pullers

/// A puller that chaospull knows, and where this machine has it.
public struct PullerSurvey: Sendable {
    /// As in `docker`.
    public let name: String
    /// One line about it.
    public let summary: String
    /// This machine's own first, then those of its roots, the oldest generation first.
    public let installed: [InstalledPuller]
    /// How to get it for this machine's own generation.
    public let hint: String

    /// This machine's own; nil when it has none.
    public var own: InstalledPuller? { installed.first { $0.root == nil } }

    /// Every puller there is, asked at once for their versions.
    ///
    /// Only root can ask those in roots, by chroot(2); for others they are left out.
    public static func all() async throws -> [PullerSurvey] { try await all(among: .catalog) }

    /// The same with pullers of the user's own behind them.
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
