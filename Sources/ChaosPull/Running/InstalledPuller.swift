import Pullers

/// An installed puller.
public struct InstalledPuller: Sendable {
    package let puller: any Puller
    /// The root in which it is installed; nil for this machine's own.
    package let root: PullerRoot?
    /// The version that it reports.
    public let version: String

    package init(_ puller: any Puller, root: PullerRoot? = nil, version: String) {
        self.puller = puller
        self.root = root
        self.version = version
    }

    /// Its name, as in `docker`, or `docker@trixie` for one in a root.
    public var name: String { puller.name + (root.map { "@" + $0.name } ?? "") }

    /// Asks several pullers for their versions at the same time; nil if one is not installed.
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
