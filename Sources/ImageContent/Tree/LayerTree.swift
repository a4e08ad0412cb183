/// What one layer has at each path, as it is to be unpacked.
///
/// OCI image specification, layer.md: later entries of a path replace earlier ones, and `.wh.` marks what is hidden.
/// Attributes of a hard link are those of its own header, as Go's and Python's unpackers apply them to the file that
/// both names share.
package struct LayerTree: Sendable {
    /// Everything that the layer names; of the tree itself the path is empty.
    package internal(set) var entries: [String: TreeEntry] = [:]
    /// Folders that it does not name and yet has something in.
    package internal(set) var impliedFolders: [String: TreeEntry.Kind] = [:]
    /// Paths at which tools may leave something or not: names that lead out of the tree, cut short.
    package internal(set) var tolerated: Set<String> = []
    /// Why it cannot be said what has to be where; nil if it can.
    package internal(set) var doubt: String?

    package init() {}

    /// Reads the layer that `read` returns in pieces: an archive, packed or not.
    ///
    /// No content is kept. A damaged archive is an `ImageContentError`, one beyond the limit a `TreeUnread`.
    package init(layer read: @escaping (Int) throws -> [UInt8], limit: inout TreeLimit) throws {
        let unpacked = try LayerArchiveReader.unpacking(read)
        var left = limit.bytes + limit.entries * 3 * TarHeader.blockSize
        var reader = TarReader { count in
            let piece = try unpacked(count)
            left -= piece.count
            guard left >= 0 else { throw TreeUnread("a layer unpacks to more bytes than are read") }
            return piece
        }
        var building = TreeBuilding()
        var number = 0
        while let entry = try reader.next() {
            number += 1
            try limit.take(entry: number, bytes: entry.size + entry.xattrs.values.reduce(0) { $0 + $1.count })
            var hasher = ContentHasher()
            if entry.kind == .file { try reader.forEachChunk { hasher.update($0) } }
            building.add(entry, hasher)
            guard building.tree.doubt == nil else { break }
        }
        if reader.hasGlobalAttributes {
            building.doubt("its archive has a pax header for all entries, which some tools apply and others do not")
        }
        self = building.finish()
    }

    /// What is at a path where it is known without lower layers; nil for nothing.
    func kind(at path: String) -> TreeEntry.Kind? { entries[path]?.kind ?? impliedFolders[path] }

    /// Whether it hides what lower layers have at a path.
    func hides(_ path: String) -> Bool {
        if entries[path]?.isWhiteout == true { return true }
        return TreePath.ancestors(of: path).contains { ancestor in
            switch kind(at: ancestor) {
            case nil, .directory(isOpaque: false): false
            default: true
            }
        } || entries[""]?.isOpaque == true || impliedFolders[""] == .directory(isOpaque: true)
    }
}

/// The layers below one, lowest first.
struct LowerLayers {
    let trees: ArraySlice<LayerTree>

    /// What they have at a path together; nil for nothing.
    func entry(at path: String) -> TreeEntry? {
        for tree in trees.reversed() {
            if let entry = tree.entries[path] { return entry.isWhiteout ? nil : entry }
            if tree.hides(path) { return nil }
        }
        return nil
    }
}
