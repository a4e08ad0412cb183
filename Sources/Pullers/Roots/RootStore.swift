import FoundationEssentials
import Sandboxing

/// The folder with the roots of a user, by name.
package struct RootStore: Sendable {
    /// Absolute.
    package let folder: String

    package init(folder: String) { self.folder = folder }

    /// Below the user's cache folder (XDG Base Directory Specification).
    ///
    /// - Throws: `RootError` if neither XDG_CACHE_HOME nor HOME is set.
    package static func ofThisUser() throws -> RootStore {
        let cache =
            EnvironmentVariable.value(of: "XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? EnvironmentVariable.value(of: "HOME").map { $0 + "/.cache" }
        guard let cache, cache.hasPrefix("/") else {
            throw RootError("no place for roots: neither XDG_CACHE_HOME nor HOME is an absolute path; set one")
        }
        // These characters separate the options of an overlay (mount(8)), in which runs see a root.
        guard !cache.contains(where: { ":,\\".contains($0) }) else {
            throw RootError(
                "roots cannot be in '\(cache)': its name has a colon, a comma or a backslash; set XDG_CACHE_HOME")
        }
        return RootStore(folder: cache + "/chaospull/roots")
    }

    /// The complete roots, the oldest generation first.
    package func all() -> [PullerRoot] {
        names().compactMap { name in Self.isName(name) ? root(named: name) : nil }
            .sorted { ($0.system.number ?? .max, $0.name) < ($1.system.number ?? .max, $1.name) }
    }

    /// A complete root made by chaospull, or nil.
    package func root(named name: String) -> PullerRoot? {
        let path = "\(folder)/\(name)"
        return Self.isName(name) && RootRecord(folder: path) != nil ? PullerRoot(name: name, folder: path) : nil
    }

    /// The names of roots whose creation or removal was interrupted, and that do not exist otherwise.
    package func unfinished() -> [String] {
        let ends = [RootScript.partialEnd, RootRemoval.end]
        let found = names().compactMap { name in
            ends.first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
        }
        return Set(found.filter { Self.isName($0) && root(named: $0) == nil }).sorted()
    }

    /// Whether a word can be the name of a root: a suite of Debian.
    static func isName(_ name: String) -> Bool { name.wholeMatch(of: /[a-z][a-z0-9-]{0,31}/) != nil }

    private func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
}

extension PullerRoot {
    /// What the root's os-release(5) says.
    package var system: OperatingSystem { OperatingSystem(contentsOf: folder + "/usr/lib/os-release") }

    /// Its size on disk when it was made.
    package var bytes: Int { RootRecord(folder: folder)?.bytes ?? 0 }

    /// Packages of pullers that its generation does not have.
    package var absentPackages: [String] { RootRecord(folder: folder)?.absentPackages ?? [] }
}
