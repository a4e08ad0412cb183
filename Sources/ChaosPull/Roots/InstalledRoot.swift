import Pullers

/// A root file system of another Debian generation with its own pullers, as in `docker@trixie`.
public struct InstalledRoot: Sendable {
    private let root: PullerRoot
    /// The pullers inside.
    public let pullers: [InstalledPuller]

    /// The word after the `@`, as in `trixie`.
    public var name: String { root.name }
    /// Its absolute path.
    public var folder: String { root.folder }
    /// The name of its system, as in `Debian GNU/Linux 13 (trixie)`.
    public var system: String { root.system.title }
    /// Its size on disk in bytes.
    public var bytes: Int { root.bytes }
    /// Pullers' packages that its generation does not have.
    public var absentPackages: [String] { root.absentPackages }

    /// The complete roots of this user, the oldest generation first.
    public static func all() async throws -> [InstalledRoot] {
        var roots: [InstalledRoot] = []
        for root in try RootStore.ofThisUser().all() { roots.append(try await InstalledRoot(root)) }
        return roots
    }

    /// The names of roots whose creation or removal was interrupted.
    public static func unfinished() throws -> [String] { try RootStore.ofThisUser().unfinished() }

    /// Makes a root by debootstrap(8) below the user's cache folder; needs root and takes some minutes.
    ///
    /// No package or service of this machine is touched. After an interruption, calling it again continues where it
    /// stopped. A complete root is returned as it is.
    ///
    /// - Parameters:
    ///   - suite: the generation, as in `trixie`; also the name of the root.
    ///   - mirror: the address of a Debian mirror; nil for the one that this machine uses.
    ///   - keyring: a file of keys; nil for the one that this machine uses for its mirror.
    ///   - allowsExpired: accept expired package lists, as of a frozen mirror.
    ///   - progress: called whenever the step (`fetching packages`) or its detail (`3 of 40`) changes.
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

    /// Copies a root file system, as of an unpacked image or a chroot, to a root of ours; needs root.
    ///
    /// - Parameters:
    ///   - name: the word after the `@`: a small letter, then small letters, digits and hyphens.
    ///   - folder: where it is; nothing in it changes.
    /// - Throws: `RootError` if the name is taken, or if a program is missing there that a run needs.
    public static func add(_ name: String, from folder: String) async throws -> InstalledRoot {
        try await InstalledRoot(RootStore.ofThisUser().add(name, from: folder))
    }

    /// Removes a root, complete or not.
    ///
    /// - Throws: `RootError` if there is none of that name, if a run uses it, or if something is mounted in it.
    public static func remove(_ name: String) async throws { try await RootStore.ofThisUser().remove(name) }

    private init(_ root: PullerRoot) async throws {
        self.root = root
        pullers = try await InstalledPuller.probe(PullerCatalog.all.map { PullerPlace($0, root) }).compactMap(\.self)
    }
}
