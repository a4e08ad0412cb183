import Sandboxing

extension RootStore {
    /// Makes a root with the pullers of a generation, or continues an interrupted attempt; a complete root stays as it
    /// is.
    ///
    /// - Parameters:
    ///   - suite: the generation and the root's name, as in `trixie`.
    ///   - mirror: nil for the one that this machine uses.
    ///   - keyring: nil for the one that this machine uses for its mirror.
    ///   - allowsExpired: accept expired package lists, as of a frozen mirror.
    ///   - progress: called for each change.
    /// - Throws: `RootError` with the programs' output, if it cannot be made.
    package func create(
        _ suite: String, mirror: String? = nil, keyring: String? = nil, allowsExpired: Bool = false,
        progress: @escaping @Sendable (RootProgress) -> Void
    ) async throws -> PullerRoot {
        guard Self.isName(suite) else {
            throw RootError("'\(suite)' is no suite of Debian; expected a name such as trixie or sid")
        }
        if let root = root(named: suite) { return root }
        guard Tool.path(of: "debootstrap") != nil else {
            throw RootError("debootstrap not found in \(Program.searchPath); run 'apt-get install debootstrap'")
        }
        let known = try mirror.map { DebianArchive(mirror: $0, keyring: nil) } ?? DebianArchive.ofThisMachine()
        let archive = DebianArchive(mirror: known.mirror, keyring: keyring ?? known.keyring)
        let script = RootScript(
            suite: suite, archive: archive, folder: "\(folder)/\(suite)", packages: Self.packages(PullerCatalog.all),
            allowsExpired: allowsExpired
        )
        let state = ProgressState(report: progress)
        let end = try await script.program.runContained { state.read($0) }
        guard end.isSuccess, let root = root(named: suite) else {
            throw RootError(Self.explain(state.progress, end, suite, archive))
        }
        return root
    }

    /// The packages that the sandbox needs in a root, then those of the pullers.
    static func packages(_ pullers: [any Puller]) -> [String] {
        // docker-cli: the command docker, a separate package from Debian 13 on.
        let own = ["ca-certificates", "docker-cli", "iproute2", "iptables", "mount", "procps", "util-linux"]
        return Set(own + pullers.flatMap { $0.packages }).sorted()
    }

    static func explain(_ progress: RootProgress, _ end: ProgramEnd, _ suite: String, _ archive: DebianArchive)
        -> String
    {
        let step = progress.step.isEmpty ? "" : " at '\(progress.step)'"
        var text = "root \(suite) was not made, \(end.text)\(step): \(progress.reason)"
        let said = progress.said.joined(separator: "\n")
        if said.contains("unknown key") || said.contains("Unable to verify") || said.contains("keyring") {
            text +=
                "; the keys in \(archive.keyring ?? DebianArchive.defaultKeyring) do not vouch for \(suite): "
                + "run 'apt-get install debian-archive-keyring' for newer ones, or name a file with --keyring"
        } else if said.contains("is expired") {
            text += "; --allow-expired takes package lists of a mirror that stands still"
        } else if said.contains("No such script") {
            text += "; debootstrap does not know the suite '\(suite)': expected one such as trixie or sid"
        }
        return text + "; the same command goes on where this one ended"
    }
}
