import Faults
import FoundationEssentials
import Glibc

/// Files and folders as they are at a moment, to notice when one changes.
public struct WatchedFiles: Sendable, Equatable {
    /// What changes when a file is written or replaced.
    private struct Stamp: Equatable {
        let modified: [Int]
        let size: Int
        let inode: UInt
    }

    /// The most files; more are not watched.
    public static let most = 2000
    /// The most levels of folders below a watched one.
    private static let depth = 8

    private let stamps: [String: Stamp?]
    /// Whether there are more files than are watched.
    private let isCut: Bool

    /// Looks at them.
    ///
    /// - Parameters:
    ///   - files: paths of files; one that is not there is watched too.
    ///   - folders: paths of folders, each with all that is in it.
    public init(files: [String], folders: [String] = []) {
        var stamps: [String: Stamp?] = [:]
        var isCut = false
        func add(_ path: String) {
            guard stamps.count < Self.most || stamps[path] != nil else {
                isCut = true
                return
            }
            stamps.updateValue(Self.stamp(path), forKey: path)
        }
        for file in files { add(file) }
        var open = folders.map { (path: $0, depth: Self.depth) }
        while let next = open.popLast(), !isCut {
            for name in ((try? FileManager.default.contentsOfDirectory(atPath: next.path)) ?? []).sorted() {
                let path = next.path + "/" + name
                if Self.isFolder(path) {
                    if next.depth > 1 { open.append((path, next.depth - 1)) }
                } else {
                    add(path)
                }
            }
        }
        self.stamps = stamps
        self.isCut = isCut
    }

    /// As in `2 files`.
    public var summary: String {
        let count = stamps.count
        return isCut
            ? "the first \(count) files, which are not all" : "\(count) \(count == 1 ? "file" : "files")"
    }

    /// What is different from before, as in `a.yaml changed`; nil if nothing is.
    public func change(since before: WatchedFiles) -> String? {
        let paths = Set(stamps.keys).union(before.stamps.keys)
        let changed = paths.filter { stamps[$0] != before.stamps[$0] }.sorted()
        guard let first = changed.first else { return nil }
        let others = changed.count > 1 ? " and \(changed.count - 1) more" : ""
        return "\(first.clipped(to: 200))\(others) changed"
    }

    private static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            modified: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec], size: status.st_size, inode: status.st_ino)
    }

    /// A link to a folder counts as a file, since it may lead back.
    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
