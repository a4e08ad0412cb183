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

    /// Asks many at once for their versions; nil where one is not installed.
    static func probe(_ places: [PullerPlace]) async throws -> [InstalledPuller?] {
        try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for (index, place) in places.enumerated() {
                group.addTask { (index, try await PullerVersion.probe(place.puller, in: place.root)) }
            }
            var found = [InstalledPuller?](repeating: nil, count: places.count)
            for try await (index, version) in group {
                let place = places[index]
                found[index] = version.map { InstalledPuller(place.puller, root: place.root, version: $0) }
            }
            return found
        }
    }
}
