import Judging
import Pullers

/// An installed puller.
public struct InstalledPuller: Sendable {
    package let puller: any Puller
    /// The root in which it is installed; nil for this machine's own.
    package let root: PullerRoot?
    /// The user's build of it; nil for the one that is installed.
    package let build: PullerBuild?
    /// The version that it reports.
    public let version: String

    package init(_ puller: any Puller, root: PullerRoot? = nil, build: PullerBuild? = nil, version: String) {
        self.build = build
        self.puller = puller
        self.root = root
        self.version = version
    }

    /// Its name, as in `docker`, `docker@trixie` for one in a root, or `docker+with` for the user's own build.
    public var name: String { PullerLabel(puller: puller.name, root: root?.name, build: build?.name).description }

    /// Asks several pullers for their versions at the same time; nil if one is not installed.
    static func probe(_ places: [PullerPlace]) async throws -> [InstalledPuller?] {
        try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for (index, place) in places.enumerated() {
                group.addTask {
                    do {
                        return (index, try await PullerVersion.probe(place.puller, in: place.root, build: place.build))
                    } catch let error as BuildError {
                        throw ChaosPullError(error.message)
                    }
                }
            }
            var found = [InstalledPuller?](repeating: nil, count: places.count)
            for try await (index, version) in group {
                let place = places[index]
                found[index] = version.map {
                    InstalledPuller(place.puller, root: place.root, build: place.build, version: $0)
                }
            }
            return found
        }
    }
}
