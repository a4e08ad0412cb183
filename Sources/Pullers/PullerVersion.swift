import Sandboxing

/// Asks pullers for their versions.
package enum PullerVersion {
    /// Asks the installed tool; nil if it is not installed, or if the puller does not support its version.
    ///
    /// - Parameters:
    ///   - root: the root file system in which it is installed; nil for this machine's own.
    ///   - build: the user's build; nil for none.
    /// - Throws: `BuildError` if the build does not start.
    package static func probe(
        _ puller: any Puller, in root: PullerRoot? = nil, build: PullerBuild? = nil
    ) async throws -> String? {
        let program = puller.versionProgram
        if let build { return try await version(of: puller, build, root) }
        guard Tool.path(of: program.executable, below: root?.folder ?? "") != nil else { return nil }
        let (end, text) = try await program.output(prefix: root.map { Self.entering($0) } ?? [])
        // The shell's word for a command that is not found (sh(1p), "Exit status for commands").
        guard end.status != .exited(127) else { return nil }
        let known = end.isSuccess ? version(in: text) : nil
        guard let version = known ?? puller.versionIfUnknown, puller.supports(version: version) else { return nil }
        return version
    }

    private static func version(
        of puller: any Puller, _ build: PullerBuild, _ root: PullerRoot?
    ) async throws -> String? {
        let program = puller.versionProgram
        let base = root?.folder ?? "/"
        let (end, text) = try await program.output(prefix: PlacedFile.entering(build.files, base: base))
        guard end.isSuccess else {
            let own = try await probe(puller, in: root)
            guard build.holds(program.executable) || own != nil else {
                throw BuildError("\(build.folder) holds no \(program.executable), and the node has none")
            }
            throw BuildError(build.reason(program.executable, printed: text, base: root?.folder ?? ""))
        }
        let known = version(in: text) ?? puller.versionIfUnknown
        guard let known else {
            throw BuildError("'\(program.executable)' of \(build.folder) names no version; it printed: \(text)")
        }
        guard puller.supports(version: known) else {
            throw BuildError(
                "\(puller.name) \(known) of \(build.folder) is not supported; see 'chaospull list pullers'")
        }
        return known
    }

    /// Some tools read /proc before they print anything, so it is mounted, in namespaces that end with the tool.
    private static func entering(_ root: PullerRoot) -> [String] {
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--root", root.folder, "--mount-proc"]
    }

    /// The first two numbers of a version, as of `28.5.2+dfsg4`; 0 for one that is not there.
    static func generation(of version: String) -> (major: Int, minor: Int) {
        let numbers = version.split { !$0.isNumber }.prefix(2).map { Int($0) ?? 0 }
        return (numbers.first ?? 0, numbers.count > 1 ? numbers[1] : 0)
    }

    /// The first word that starts with a digit, without a trailing comma.
    static func version(in text: String) -> String? {
        let words = text.split { $0.isWhitespace || $0 == "," }
        return words.first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init)
    }
}
