import Sandboxing

/// Asks pullers for their versions.
package enum PullerVersion {
    /// Asks the installed tool; nil if it is not installed, or if the puller does not support its version.
    ///
    /// - Parameter root: the root file system in which it is installed; nil for this machine's own.
    package static func probe(_ puller: any Puller, in root: PullerRoot? = nil) async throws -> String? {
        let program = puller.versionProgram
        guard Tool.path(of: program.executable, below: root?.folder ?? "") != nil else { return nil }
        let (end, text) = try await program.output(prefix: root.map { Self.entering($0) } ?? [])
        // The shell's word for a command that is not found (sh(1p), "Exit status for commands").
        guard end.status != .exited(127) else { return nil }
        let known = end.isSuccess ? version(in: text) : nil
        guard let version = known ?? puller.versionIfUnknown, puller.supports(version: version) else { return nil }
        return version
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
