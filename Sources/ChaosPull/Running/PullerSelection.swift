import Judging
import Pullers

extension InstalledPuller {
    /// The word for every puller of every generation.
    public static let everything = "all"

    /// The pullers with these names.
    ///
    /// Without a name: all of this machine's own, and for each one that it lacks, the one of the newest root that has
    /// it. With the name `all`: every installed puller of every generation.
    ///
    /// - Parameter names: as in `docker` or `docker@trixie`; the order of the result is the catalog's.
    /// - Throws: `ChaosPullError` for an unknown name, for one that is not installed, and if no puller is installed.
    public static func select(_ names: [String]) async throws -> [InstalledPuller] {
        try await select(names, roots: installedRoots())
    }

    /// The same with the user's own pullers; those that no name selects are added, since defining one selects it.
    package static func select(_ names: [String], among choice: PullerChoice) async throws -> [InstalledPuller] {
        try await select(choice.completed(names), roots: installedRoots(), among: choice)
    }

    static func select(
        _ names: [String], roots: [PullerRoot], among choice: PullerChoice = .catalog
    ) async throws -> [InstalledPuller] {
        let found: [InstalledPuller]
        if names.contains(everything) {
            found = try await probe(places(in: roots, among: choice)).compactMap(\.self)
            if let absent = choice.custom.first(where: { name in !found.contains { $0.puller.name == name } }) {
                throw ChaosPullError("\(absent) is not installed; run \(choice.puller(named: absent)?.hint ?? absent)")
            }
        } else if names.isEmpty {
            found = try await preferred(roots)
        } else {
            found = try await named(names, roots, choice)
        }
        guard !found.isEmpty else {
            throw ChaosPullError("no puller is installed; run 'make setup' or 'chaospull roots create trixie'")
        }
        return found
    }

    /// The complete roots of this user, the oldest generation first; none if there is no cache folder.
    static func installedRoots() -> [PullerRoot] { (try? RootStore.ofThisUser().all()) ?? [] }

    /// Every puller in every generation, grouped by puller.
    static func places(in roots: [PullerRoot], among choice: PullerChoice = .catalog) -> [PullerPlace] {
        choice.all.flatMap { puller in
            [PullerPlace(puller)] + roots.map { PullerPlace(puller, $0) }
        }
    }

    private static func preferred(_ roots: [PullerRoot]) async throws -> [InstalledPuller] {
        let own = try await probe(PullerCatalog.all.map { PullerPlace($0) })
        let lacking = zip(PullerCatalog.all, own).filter { $0.1 == nil }.map(\.0)
        let elsewhere = try await probe(lacking.flatMap { puller in roots.map { PullerPlace(puller, $0) } })
        return zip(PullerCatalog.all, own).compactMap { puller, own in
            own ?? elsewhere.compactMap(\.self).last { $0.puller.name == puller.name }
        }
    }

    private static func named(
        _ names: [String], _ roots: [PullerRoot], _ choice: PullerChoice
    ) async throws -> [InstalledPuller] {
        let places = try names.map { name throws(ChaosPullError) in
            try PullerPlace(name, roots: roots, among: choice)
        }
        var found: [String: InstalledPuller] = [:]
        for (name, (place, puller)) in zip(names, zip(places, try await probe(places))) {
            let others =
                puller == nil ? try await probe(roots.map { PullerPlace(place.puller, $0) }).compactMap(\.self) : []
            // A name without a root means this machine's own, or that of the newest root that has it.
            guard let puller = puller ?? (place.root == nil && place.build == nil ? others.last : nil) else {
                throw ChaosPullError(
                    "\(name) is not installed; run \(place.hint)"
                        + (others.isEmpty ? "" : "; or take \(others.map(\.name).joined(separator: " or "))"))
            }
            found[puller.name] = puller
        }
        let order = choice.all.map { $0.name }
        let rank = Dictionary(uniqueKeysWithValues: roots.enumerated().map { ($1.name, $0) })
        return found.values.sorted { left, right in
            let leftRank = left.root.flatMap { rank[$0.name] } ?? -1
            let rightRank = right.root.flatMap { rank[$0.name] } ?? -1
            return (order.firstIndex(of: left.puller.name) ?? 0, leftRank, left.build?.name ?? "")
                < (order.firstIndex(of: right.puller.name) ?? 0, rightRank, right.build?.name ?? "")
        }
    }
}
