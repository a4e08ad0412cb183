import Pullers

/// A root file system of another generation of Debian, with pullers inside that runs can use, as in `docker@trixie`.
public struct InstalledRoot: Sendable {
    private let root: PullerRoot
    /// The pullers inside.
    public let pullers: [InstalledPuller]

    /// The word behind the `@`, as in `trixie`.
    public var name: String { root.name }
    /// Its absolute path.
    public var folder: String { root.folder }
    /// What it calls itself, as in `Debian GNU/Linux 13 (trixie)`.
    public var system: String { root.system.title }
    /// What it takes on the disk.
    public var bytes: Int { root.bytes }
    /// Packages of pullers that its generation does not have.
    public var absentPackages: [String] { root.absentPackages }

    /// The complete roots of this user, the oldest generation first.
    public static func all() async throws -> [InstalledRoot] {
        var roots: [InstalledRoot] = []
        for root in try RootStore.ofThisUser().all() { roots.append(try await InstalledRoot(root)) }
        return roots
    }

    /// The names of roots whose making or removal was interrupted.
    public static func unfinished() throws -> [String] { try RootStore.ofThisUser().unfinished() }

    /// Makes a root by debootstrap(8) below the user's cache folder; needs root and some minutes.
    ///
    /// No package or service of this machine is touched. What is interrupted goes on where it was when it is called again;
    /// a root that is complete is given as it is.
    ///
    /// - Parameters:
    ///   - suite: the generation, as in `trixie`; the root is named for it.
    ///   - mirror: the address of a Debian mirror; nil for the one that this machine is installed from.
    ///   - keyring: a file of keys; nil for the one that this machine checks its mirror with.
    ///   - allowsExpired: takes package lists whose time is over, as of a mirror that stands still.
    ///   - progress: called with each change of the step, as in `fetching packages`, or of its detail, as in `3 of 40`.
    /// - Throws: `RootError` with the way out; `SandboxError` without root.
    public static func create(
        _ suite: String, mirror: String? = nil, keyring: String? = nil, allowsExpired: Bool = false,
        progress: @escaping @Sendable (_ step: String, _ detail: String) -> Void = { _, _ in }
    ) async throws -> InstalledRoot {
        try await InstalledRoot(
            RootStore.ofThisUser().create(
                suite, mirror: mirror, keyring: keyring, allowsExpired: allowsExpired
            ) { progress($0.step, $0.detail) }
        )
    }

    /// Removes a root of ours, complete or not.
    ///
    /// - Throws: `RootError` when there is none of that name, when a run uses it, and when something is mounted in it.
    public static func remove(_ name: String) async throws { try await RootStore.ofThisUser().remove(name) }

    private init(_ root: PullerRoot) async throws {
        self.root = root
        pullers = try await InstalledPuller.probe(PullerCatalog.all.map { PullerPlace($0, root) }).compactMap(\.self)
    }
}
