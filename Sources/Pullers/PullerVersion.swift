import Sandboxing

/// What a puller says of its own version.
package enum PullerVersion {
    /// Asks the installed tool; nil if it is not installed.
    ///
    /// - Parameter root: the root file system that it is installed in; nil for this machine's own.
    package static func probe(_ puller: any Puller, in root: PullerRoot? = nil) async throws -> String? {
        let program = puller.versionProgram
        guard Tool.path(of: program.executable, below: root?.folder ?? "") != nil else { return nil }
        let (end, text) = try await program.output(prefix: root.map { ["chroot", $0.folder] } ?? [])
        return end.isSuccess ? version(in: text) : nil
    }

    /// The first word that starts with a digit, without a comma behind it.
    static func version(in text: String) -> String? {
        let words = text.split { $0.isWhitespace || $0 == "," }
        return words.first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init)
    }
}
