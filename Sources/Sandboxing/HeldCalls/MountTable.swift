/// The mounts that a process sees (proc_pid_mountinfo(5)).
struct MountTable: Equatable {
    struct Mount: Equatable {
        /// Of the file system, as in `0:45`.
        let device: String
        /// What of the file system is mounted.
        let root: String
        let place: String
    }

    let mounts: [Mount]

    init(_ text: String) {
        mounts = text.split(separator: "\n").prefix(Self.most).compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 4 else { return nil }
            return Mount(
                device: String(words[2]), root: Self.unescaped(words[3]), place: Self.unescaped(words[4]))
        }
    }

    /// The node decides how many there are.
    private static let most = 10_000

    /// The path by which another process, which sees other mounts, finds the same file; nil if it does not see it.
    func path(of path: String, in other: MountTable) -> String? {
        guard let mount = mounts.last(where: { path.isBelow($0.place) && !isHidden($0, for: path) }) else { return nil }
        let inside = mount.root.appending(path.dropping(mount.place))
        let seen = other.mounts.filter { $0.device == mount.device && inside.isBelow($0.root) }
        return seen.max { $0.root.utf8.count < $1.root.utf8.count }.map { $0.place.appending(inside.dropping($0.root)) }
    }

    /// Whether a later mount covers more of the path.
    private func isHidden(_ mount: Mount, for path: String) -> Bool {
        mounts.contains { path.isBelow($0.place) && $0.place.utf8.count > mount.place.utf8.count }
    }

    /// Blanks and backslashes are written as three octal digits.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        let pieces = text.split(separator: "\\", omittingEmptySubsequences: false)
        return pieces.dropFirst().reduce(String(pieces[0])) { path, piece in
            guard let code = UInt8(piece.prefix(3), radix: 8) else { return path + "\\" + piece }
            return path + String(UnicodeScalar(code)) + piece.dropFirst(3)
        }
    }
}

extension String {
    /// Whether an absolute path is a folder or what is in it.
    func isBelow(_ folder: String) -> Bool { folder == "/" || self == folder || hasPrefix(folder + "/") }

    /// The rest of a path below a folder, with its slash; empty for the folder itself.
    fileprivate func dropping(_ folder: String) -> Substring { folder == "/" ? self[...] : dropFirst(folder.count) }

    fileprivate func appending(_ rest: Substring) -> String {
        if rest.isEmpty || rest == "/" { return self }
        return self == "/" ? String(rest) : self + rest
    }
}
