import FoundationEssentials
import Sandboxing

extension RootStore {
    /// Copies a root file system, as of an unpacked image or a chroot, to a root of ours.
    ///
    /// A copy, because a run must see the same files from its start to its end, and `remove` removes what it finds.
    ///
    /// - Parameters:
    ///   - name: the word after the `@`.
    ///   - source: the folder; nothing in it changes, and what is mounted below stays out.
    /// - Throws: `RootError` if the name is taken or no name, if a program is missing that each run needs, or with the
    ///   copy's own error.
    package func add(_ name: String, from source: String) async throws -> PullerRoot {
        guard Self.isName(name) else {
            throw RootError(
                "'\(name)' is no name of a root; expected a small letter, then small letters, digits and hyphens")
        }
        guard root(named: name) == nil else {
            throw RootError("root \(name) is there already; 'chaospull roots remove \(name)' removes it")
        }
        let path = URL(fileURLWithPath: source).standardizedFileURL.path
        try RootAddition.check(path)
        guard !folder.hasPrefix(path == "/" ? "/" : path + "/") else {
            throw RootError(
                "'\(source)' contains the folder of the roots, \(folder); expected another root file system")
        }
        let state = ProgressState { _ in }
        let end = try await RootAddition.program(path, to: "\(folder)/\(name)").runContained { state.read($0) }
        guard end.isSuccess, let root = root(named: name) else {
            throw RootError("root \(name) was not made, \(end.text): \(state.progress.reason)")
        }
        return root
    }
}
