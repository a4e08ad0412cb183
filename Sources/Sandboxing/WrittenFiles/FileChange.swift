#if canImport(Glibc)
import Glibc
#endif

/// A file of the node that is no longer what it was.
package struct FileChange: Sendable, Equatable {
    /// What happened to it, in the order in which it is told.
    package enum What: String, Sendable, Codable, CaseIterable {
        case created, deleted
        /// It is of another type, or a new folder that hides the old one's files.
        case replaced
        /// Its bytes or its time of modification, or where a link leads.
        case written
        case mode, owner
        /// Extended attributes (xattr(7)), such as the capabilities of a program.
        case attributes
    }

    /// The path in the node.
    package let path: String
    package let what: [What]
    /// For people: what it is now, or what it was and is.
    package let detail: String

    package init(path: String, what: [What], detail: String) {
        self.path = path
        self.what = what
        self.detail = detail
    }

    /// All changes between two listings of upper layers, in the order of the paths.
    ///
    /// A file gets into the upper layer when somebody opens it for writing, and a folder when something in it changes;
    /// so what is there is compared with what the node saw before.
    ///
    /// - Parameter lower: the stamp of a file of the lower layer.
    static func all(
        from before: [String: FileStamp], to after: [String: FileStamp], lower: (String) -> FileStamp?
    ) -> [FileChange] {
        var changes: [FileChange] = []
        for (path, new) in after where before[path] != new {
            let old = before[path] ?? (isLowerHidden(path, by: before) ? nil : lower(path))
            if let change = FileChange(path, from: old.flatMap { $0.isWhiteout ? nil : $0 }, to: new) {
                changes.append(change)
            }
        }
        for (path, old) in before where after[path] == nil && !old.isWhiteout {
            changes.append(FileChange(path: path, what: [.deleted], detail: old.summary))
        }
        return changes.sorted { $0.path < $1.path }
    }

    private static func isLowerHidden(_ path: String, by upper: [String: FileStamp]) -> Bool {
        var parent = path[...]
        while let slash = parent.lastIndex(of: "/"), slash > parent.startIndex {
            parent = parent[..<slash]
            if let stamp = upper[String(parent)], stamp.type != S_IFDIR || stamp.isOpaque { return true }
        }
        return false
    }

    private init?(_ path: String, from old: FileStamp?, to new: FileStamp) {
        guard let old else {
            if new.isWhiteout { return nil }
            self.init(path: path, what: [.created], detail: new.summary)
            return
        }
        if new.isWhiteout {
            self.init(path: path, what: [.deleted], detail: old.summary)
            return
        }
        if old.type != new.type || new.isOpaque && !old.isOpaque {
            self.init(path: path, what: [.replaced], detail: "\(old.summary), now \(new.summary)")
            return
        }
        var (what, details): ([What], [String]) = ([], [])
        if old.size != new.size || old.modified != new.modified || old.fingerprint != new.fingerprint
            || old.target != new.target || old.device != new.device
        {
            what.append(.written)
            details.append(new.summary)
        }
        // The mode of a link means nothing (symlink(7)).
        if old.permissions != new.permissions, new.type != S_IFLNK {
            what.append(.mode)
            details.append("mode \(String(old.permissions, radix: 8)), now \(String(new.permissions, radix: 8))")
        }
        if old.user != new.user || old.group != new.group {
            what.append(.owner)
            details.append("owner \(old.user):\(old.group), now \(new.user):\(new.group)")
        }
        if old.attributes != new.attributes {
            what.append(.attributes)
            details.append("other extended attributes")
        }
        if what.isEmpty { return nil }
        self.init(path: path, what: what, detail: details.joined(separator: "; "))
    }
}

extension FileStamp {
    /// What it is, for people.
    fileprivate var summary: String {
        switch type {
        case S_IFREG: "a file of \(size) bytes"
        case S_IFDIR: "a folder"
        case S_IFLNK: "a link to \(target ?? "?")"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }
}
