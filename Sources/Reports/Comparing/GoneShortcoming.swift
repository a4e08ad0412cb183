import Judging

/// A shortcoming that a puller showed before, and in how many of its scenarios it does not show any more.
public struct GoneShortcoming: Sendable, Equatable {
    /// As in `no-stall-timeout`.
    public let id: String
    /// As in `podman`.
    public let puller: String
    /// The version that is judged now.
    public let version: String
    /// In how many scenarios the run is as expected now.
    public let gone: Int
    /// In how many scenarios it showed before.
    public let before: Int

    /// As in `shortcoming no-stall-timeout is gone from podman 5.9 in 12 of 12 scenarios`.
    public var sentence: String {
        "shortcoming \(id) is gone from \(puller) \(version) in \(gone) of \(before) "
            + (before == 1 ? "scenario" : "scenarios")
    }

    /// Those of pairs of runs of the same cell.
    static func all(in pairs: [(old: RunResult, new: RunResult)]) -> [GoneShortcoming] {
        struct Key: Hashable {
            let id: String
            let puller: String
            let version: String
        }
        var before: [Key: Set<String>] = [:]
        var still: [Key: Set<String>] = [:]
        for (old, new) in pairs {
            for id in old.shortcomings ?? [] {
                let key = Key(id: id, puller: new.puller, version: new.version)
                before[key, default: []].insert(new.scenario)
                if new.status != .passed { still[key, default: []].insert(new.scenario) }
            }
        }
        return before.compactMap { key, scenarios in
            let gone = scenarios.count - (still[key]?.count ?? 0)
            guard gone > 0 else { return nil }
            return GoneShortcoming(
                id: key.id, puller: key.puller, version: key.version, gone: gone, before: scenarios.count)
        }.sorted { ($0.puller, $0.version, $0.id) < ($1.puller, $1.version, $1.id) }
    }
}
