extension LayerTree {
    /// What all layers have together, lowest first; nothing of it is a mark, and folders that no layer names are implied.
    ///
    /// OCI image specification, layer.md, "Applying Changesets".
    package static func flattened(_ layers: [LayerTree]) -> LayerTree {
        var flat = LayerTree()
        /// The layer that each entry is from, and the name by which its file goes there: hard links do not cross layers.
        var files: [String: File] = [:]
        for (number, layer) in layers.enumerated() {
            flat.hide(what: layer, &files)
            for (path, entry) in layer.entries where !entry.isWhiteout {
                var entry = entry
                if case .linkBelow(let target) = entry.kind, let below = flat.entries[target] {
                    files[path] = files[target] ?? File(layer: number, name: target)
                    files[target] = files[path]
                    entry = below
                } else {
                    files[path] = File(layer: number, name: entry.linkedTo ?? path)
                }
                if entry.isDirectory { entry.kind = .directory(isOpaque: false) }
                entry.linkedTo = nil
                flat.entries[path] = entry
                flat.impliedFolders[path] = nil
            }
            for path in layer.impliedFolders.keys {
                if let below = flat.entries[path] {
                    flat.note(below, at: path)
                } else {
                    flat.impliedFolders[path] = .directory(isOpaque: false)
                }
            }
            flat.tolerated.formUnion(layer.tolerated)
        }
        flat.link(files)
        return flat
    }

    /// A path that leads through a link of a lower layer: some tools follow it, for others a folder takes its place.
    private mutating func note(_ below: TreeEntry, at path: String) {
        guard !below.isDirectory else { return }
        doubt = doubt ?? "a layer has files below '\(path)', which is no folder in the layers below it"
    }

    private struct File: Hashable {
        let layer: Int
        let name: String
    }

    /// Removes what a layer hides or replaces.
    private mutating func hide(what layer: LayerTree, _ files: inout [String: File]) {
        /// Where all that is below goes, and where the path itself goes too.
        let opaque = Set(
            layer.entries.filter { $0.value.isOpaque }.keys.map(\.self)
                + layer.impliedFolders.filter { $0.value == .directory(isOpaque: true) }.keys)
        let gone = Set(layer.entries.filter { !$0.value.isDirectory }.keys)
        if opaque.isEmpty, gone.isEmpty { return }
        let isAllGone = opaque.contains("")
        for path in Array(entries.keys) + Array(impliedFolders.keys) where !path.isEmpty {
            let above = TreePath.ancestors(of: path)
            guard
                isAllGone || gone.contains(path) || above.contains(where: { opaque.contains($0) || gone.contains($0) })
            else { continue }
            entries[path] = nil
            impliedFolders[path] = nil
            files[path] = nil
        }
    }

    private mutating func link(_ files: [String: File]) {
        for (_, paths) in Dictionary(grouping: files.keys, by: { files[$0] }) where paths.count > 1 {
            guard let first = paths.min() else { continue }
            for path in paths where path != first { entries[path]?.linkedTo = first }
        }
    }

    /// The same with other paths and entries; nil leaves one out.
    package func mapping(_ change: (_ path: String, _ entry: TreeEntry) -> (String, TreeEntry)?) -> LayerTree {
        var mapped = LayerTree()
        mapped.doubt = doubt
        for (path, entry) in entries {
            guard let (newPath, newEntry) = change(path, entry) else { continue }
            mapped.entries[newPath] = newEntry
        }
        // An implied folder may be anything, so it goes where a folder would go.
        for path in impliedFolders.keys {
            let folder = TreeEntry(kind: .directory(isOpaque: false), mode: 0o755)
            if let (newPath, _) = change(path, folder) { mapped.impliedFolders[newPath] = folder.kind }
        }
        return mapped
    }
}
