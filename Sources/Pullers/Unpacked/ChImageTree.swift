import ImageContent

/// What ch-image makes of the layers: one tree for an unprivileged user.
///
/// Charliecloud, lib/image.py, `validate_members`, `unpack_init`, and lib/filesystem.py, `TarFile`.
enum ChImageTree {
    /// STANDARD_DIRS.
    private static let standardFolders: Set<Substring> = ["bin", "dev", "etc", "mnt", "proc", "sys", "tmp", "usr"]

    static var rules: TreeRules {
        var rules = TreeRules()
        rules.droppedXattrs[""] = TreeRules.Exception("xattrs, which Python's tarfile does not set")
        rules.folderTimes = TreeRules.Exception(
            "times of folders, which later layers and ch-image itself put something into")
        rules.linkTimes = TreeRules.Exception("times of symbolic links, which Python's tarfile does not set")
        rules.fractions = TreeRules.Exception("fractions of seconds, which Python's tarfile rounds")
        rules.folderModes = TreeRules.Exception(
            "modes of folders, which Python's tarfile does not set from 3.14 on (PEP 706, filter 'data')")
        let own = TreeRules.Exception("files and folders that ch-image adds (lib/image.py, unpack_init)")
        let paths =
            standardFolders.map(String.init) + (0..<10).map { "mnt/\($0)" }
            + ["etc/hosts", "etc/resolv.conf", "ch", "ch/"]
        for path in paths { rules.added[path] = own }
        return rules
    }

    /// The tree that has to be there.
    @Sendable static func expected(_ layers: [LayerTree]) -> LayerTree {
        let flat = LayerTree.flattened(layers)
        let top = enclosingFolder(of: layers)
        return flat.mapping { path, entry in
            var path = path[...]
            if let top, !path.isEmpty { path = path == top ? "" : path.dropFirst(top.count + 1) }
            // A folder that is stripped gives its attributes to the tree; files of the top have no name left.
            if path.hasPrefix(".git") || path.hasPrefix("dev/") { return nil }
            return changed(entry, at: path).map { (String(path), $0) }
        }
    }

    /// The only folder in which everything is, which is left out of all paths ("conversion to tarbomb").
    private static func enclosingFolder(of layers: [LayerTree]) -> Substring? {
        var tops: Set<Substring> = []
        for layer in layers {
            for (path, entry) in layer.entries where !path.isEmpty {
                let top = path.prefix { $0 != "/" }
                if top.count < path.count || entry.isDirectory { tops.insert(top) }
            }
        }
        guard tops.count == 1, let top = tops.first, !standardFolders.contains(top) else { return nil }
        return top
    }

    private static func changed(_ entry: TreeEntry, at path: Substring) -> TreeEntry? {
        var entry = entry
        // Neither set-user-ID nor set-group-ID, and the owner can do what owners can.
        entry.mode &= ~0o6000
        (entry.uid, entry.gid) = (0, 0)
        switch entry.kind {
        case .characterDevice, .blockDevice, .fifo, .socket: return nil
        case .directory: entry.mode |= 0o700
        case .file: entry.mode |= 0o600
        case .symbolicLink(let target) where target.hasPrefix("/"):
            let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
            let parts = [String](repeating: "..", count: depth) + [String(target.drop { $0 == "/" })]
            entry.kind = .symbolicLink(target: parts.joined(separator: "/"))
        default: break
        }
        return entry
    }
}
