import Faults
import Pullers

/// A puller that this machine has.
public struct InstalledPuller: Sendable {
    package let type: any Puller.Type
    /// The version that it reports.
    public let version: String

    /// Its name, as in `docker`.
    public var name: String { type.name }

    /// Every known puller with its version; nil where it is not installed.
    public static func survey() async throws -> [(
        name: String, summary: String, installed: InstalledPuller?, hint: String
    )] {
        var rows: [(name: String, summary: String, installed: InstalledPuller?, hint: String)] = []
        for type in PullerCatalog.all {
            let version = try await PullerVersion.probe(type)
            rows.append(
                (
                    type.name, type.summary, version.map { InstalledPuller(type: type, version: $0) },
                    "apt-get install \(type.packages.joined(separator: " ")), or 'make setup', which starts no daemon"
                )
            )
        }
        return rows
    }

    /// The pullers of those names, or all that are installed when none is named.
    ///
    /// - Throws: `ChaosPullError` for an unknown name, one that is not installed, and when there is none at all.
    public static func select(_ names: [String]) async throws -> [InstalledPuller] {
        let rows = try await survey()
        for name in names {
            guard let row = rows.first(where: { $0.name == name }) else {
                throw ChaosPullError(
                    "unknown puller '\(name)'; \(Suggestion.sentence(for: name, among: rows.map(\.name)))")
            }
            guard row.installed != nil else { throw ChaosPullError("\(name) is not installed; run \(row.hint)") }
        }
        let pullers = rows.compactMap { row in names.isEmpty || names.contains(row.name) ? row.installed : nil }
        guard !pullers.isEmpty else { throw ChaosPullError("no puller is installed; run 'make setup'") }
        return pullers
    }
}
