import Faults
import Pullers

/// A puller that this machine has.
public struct InstalledPuller: Sendable {
    package let puller: any Puller
    /// Where it is installed; nil for this machine's own root.
    package let root: PullerRoot?
    /// The version that it reports.
    public let version: String

    package init(_ puller: any Puller, root: PullerRoot? = nil, version: String) {
        self.puller = puller
        self.root = root
        self.version = version
    }

    /// Its name, as in `docker`, or `docker@trixie` for one in a root of its own.
    public var name: String { puller.name + (root.map { "@" + $0.name } ?? "") }

    /// Every known puller with its version; nil where it is not installed.
    public static func survey() async throws -> [(
        name: String, summary: String, installed: InstalledPuller?, hint: String
    )] {
        var rows: [(name: String, summary: String, installed: InstalledPuller?, hint: String)] = []
        for puller in PullerCatalog.all {
            let version = try await PullerVersion.probe(puller)
            rows.append(
                (
                    puller.name, puller.summary, version.map { InstalledPuller(puller, version: $0) },
                    puller.hint
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
