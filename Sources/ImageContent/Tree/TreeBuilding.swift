/// The tree of a layer while its archive is read.
struct TreeBuilding {
    private(set) var tree = LayerTree()
    /// Of each path of a file that has several names: the number of the file.
    private var fileOfPath: [String: Int] = [:]
    private var pathsOfFile: [Int: Set<String>] = [:]
    private var lastFile = 0
    /// How often a folder has given way to something else, each of which goes through all paths.
    private var removals = 0

    private static let removalLimit = 1000
    /// PATH_MAX (include/uapi/linux/limits.h).
    private static let nameLimit = 4096
    /// How deep a tree may be that is looked at.
    private static let depthLimit = 256
    private static let impliedLimit = 50_000
    private static let whiteoutPrefix = ".wh."
    /// layer.md, "Opaque Whiteout".
    private static let opaqueName = ".wh..wh..opq"
    /// Marks of AUFS itself, which no tool unpacks (containerd and moby, pkg/archive: `whiteoutMetaPrefix`).
    private static let metaPrefix = ".wh..wh."

    mutating func doubt(_ reason: String) { tree.doubt = tree.doubt ?? reason }

    /// - Parameter content: of a file.
    mutating func add(_ entry: TarEntry, _ content: ContentHasher) {
        guard entry.name.utf8.count <= Self.nameLimit else {
            return doubt("a name has \(entry.name.utf8.count) bytes, and no path more than \(Self.nameLimit)")
        }
        let (path, leadsOut) = TreePath.cleaned(entry.name)
        guard path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < Self.depthLimit else {
            return doubt("a path leads through more than \(Self.depthLimit) folders")
        }
        if leadsOut {
            tree.tolerated.insert(path)
            tree.tolerated.formUnion(TreePath.ancestors(of: path))
            return
        }
        let name = TreePath.name(of: path)
        if name.hasPrefix(Self.whiteoutPrefix) {
            addMark(name, in: TreePath.parent(of: path) ?? "", path)
            return
        }
        guard makeFolders(above: path) else { return }
        switch entry.kind {
        case .directory: addFolder(entry, path)
        case .hardLink: addLink(entry, path)
        case .file: put(Self.entry(entry, .file(size: content.size, content.finish())), path)
        case .symbolicLink: put(Self.entry(entry, .symbolicLink(target: TreePath.text(entry.linkName))), path)
        case .characterDevice(let number) where number == DeviceNumber(major: 0, minor: 0):
            doubt("'\(path)' is character device 0:0, which overlay file systems take for a whiteout")
        case .characterDevice(let number): put(Self.entry(entry, .characterDevice(number)), path)
        case .blockDevice(let number): put(Self.entry(entry, .blockDevice(number)), path)
        case .fifo: put(Self.entry(entry, .fifo), path)
        case .other(let type): doubt("'\(path)' has type \(type), which tools read as they like")
        }
    }

    func finish() -> LayerTree {
        var tree = tree
        for paths in pathsOfFile.values where paths.count > 1 {
            guard let first = paths.min() else { continue }
            for path in paths where path != first { tree.entries[path]?.linkedTo = first }
        }
        return tree
    }

    /// Files of the layer itself are not hidden by its marks, in whatever order they come (layer.md, "Whiteouts").
    private mutating func addMark(_ name: Substring, in folder: String, _ path: String) {
        let hidden = name.dropFirst(Self.whiteoutPrefix.count)
        if name == Self.opaqueName {
            guard folder.isEmpty || makeFolders(above: path) else { return }
            if folder.isEmpty, tree.entries[""] == nil { tree.impliedFolders[""] = .directory(isOpaque: false) }
            makeOpaque(folder)
        } else if name.hasPrefix(Self.metaPrefix) {
            tree.tolerated.insert(path)
        } else if hidden.isEmpty || hidden == "." || hidden == ".." {
            doubt("'\(path)' is a whiteout of no name")
        } else if makeFolders(above: path) {
            let target = TreePath.joined(folder, String(hidden))
            switch tree.kind(at: target) {
            case nil: tree.entries[target] = .whiteout
            case .directory: makeOpaque(target)
            default: break
            }
        }
    }

    private mutating func makeOpaque(_ folder: String) {
        if tree.entries[folder] != nil {
            tree.entries[folder]?.kind = .directory(isOpaque: true)
        } else {
            tree.impliedFolders[folder] = .directory(isOpaque: true)
        }
    }

    /// False if the way to the path leads through something that is no folder.
    private mutating func makeFolders(above path: String) -> Bool {
        for folder in TreePath.ancestors(of: path) {
            switch tree.kind(at: folder) {
            // Those above it have been made with it.
            case .directory: return true
            case nil:
                tree.impliedFolders[folder] = .directory(isOpaque: false)
                guard tree.impliedFolders.count <= Self.impliedLimit else {
                    doubt("more than \(Self.impliedLimit) folders have no entry of their own")
                    return false
                }
            case .whiteout:
                tree.entries[folder] = nil
                tree.impliedFolders[folder] = .directory(isOpaque: true)
            case .some:
                doubt("'\(path)' leads through '\(folder)', which is no folder")
                return false
            }
        }
        return true
    }

    private mutating func addFolder(_ entry: TarEntry, _ path: String) {
        let isOpaque: Bool
        switch tree.kind(at: path) {
        case .directory(let before): isOpaque = before
        case .whiteout: isOpaque = true
        default: isOpaque = false
        }
        tree.impliedFolders[path] = nil
        forgetFile(path)
        tree.entries[path] = Self.entry(entry, .directory(isOpaque: isOpaque))
    }

    /// What Go's unpackers do: they link, and apply what the header of the link says to the file.
    private mutating func addLink(_ entry: TarEntry, _ path: String) {
        let target = TreePath.cleaned(entry.linkName).path
        guard target != path else { return doubt("'\(path)' is a hard link to itself") }
        switch tree.kind(at: target) {
        case nil: put(Self.entry(entry, .linkBelow(target: target)), path)
        case .directory: doubt("'\(path)' is a hard link to '\(target)', which is a folder")
        case .whiteout: doubt("'\(path)' is a hard link to '\(target)', which the layer hides")
        case .some(let kind):
            guard let shared = tree.entries[target] else { return }
            put(shared, path)
            join(path, target)
            if case .symbolicLink = kind { return }
            let changed = Self.entry(entry, kind)
            for name in fileOfPath[path].flatMap({ pathsOfFile[$0] }) ?? [] {
                tree.entries[name] = changed
                tree.entries[name]?.xattrs = shared.xattrs.merging(changed.xattrs) { $1 }
            }
        }
    }

    private mutating func put(_ entry: TreeEntry, _ path: String) {
        guard !path.isEmpty else { return doubt("the tree itself is named as \(entry.kind.text)") }
        if case .directory = tree.kind(at: path) { removeFolder(path) }
        forgetFile(path)
        tree.entries[path] = entry
    }

    private mutating func removeFolder(_ folder: String) {
        removals += 1
        guard removals <= Self.removalLimit else { return doubt("more than \(Self.removalLimit) folders are replaced") }
        let prefix = folder + "/"
        for path in tree.entries.keys where path.hasPrefix(prefix) {
            tree.entries[path] = nil
            forgetFile(path)
        }
        tree.impliedFolders = tree.impliedFolders.filter { $0.key != folder && !$0.key.hasPrefix(prefix) }
    }

    private mutating func join(_ path: String, _ other: String) {
        let file =
            fileOfPath[other]
            ?? {
                lastFile += 1
                return lastFile
            }()
        for name in [path, other] {
            fileOfPath[name] = file
            pathsOfFile[file, default: []].insert(name)
        }
    }

    private mutating func forgetFile(_ path: String) {
        if let file = fileOfPath.removeValue(forKey: path) { pathsOfFile[file]?.remove(path) }
    }

    private static func entry(_ entry: TarEntry, _ kind: TreeEntry.Kind) -> TreeEntry {
        TreeEntry(
            kind: kind, mode: entry.mode, uid: entry.uid, gid: entry.gid, time: entry.time, xattrs: entry.xattrs)
    }
}
