/// Compares the tree that a puller stored of a layer with the one that was served, one entry after the other.
package struct TreeComparison {
    /// The most differences that are told in full.
    private static let told = 10

    private let label: String
    private let expected: LayerTree
    private let below: LowerLayers
    private let attributes: AttributeComparison
    private var missing: [String: TreeEntry]
    /// Files of lower layers that get a new name in this one, and their folders: a tool may copy them up.
    private let linkTargets: Set<String>
    private var linkedTo: [String: String] = [:]
    private var pathsOfFile: [FileIdentity: [String]] = [:]

    /// How many entries have been compared.
    package private(set) var count = 0
    /// The files among them, and those that are missing.
    package private(set) var files = FileTally()
    /// What was not compared, and why.
    package private(set) var exceptions: Set<TreeRules.Exception> = []
    private var differences: [String] = []
    private var untold = 0

    /// Which file a name belongs to, on disk.
    package struct FileIdentity: Sendable, Hashable {
        package let device: UInt64
        package let inode: UInt64

        package init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }
    }

    /// - Parameters:
    ///   - label: what it is, as in `layer 2`.
    ///   - below: the layers below it, lowest first.
    package init(_ label: String, of expected: LayerTree, above below: ArraySlice<LayerTree>, rules: TreeRules) {
        self.label = label
        self.expected = expected
        self.below = LowerLayers(trees: below)
        attributes = AttributeComparison(rules: rules)
        missing = expected.entries
        linkTargets = expected.entries.values.reduce(into: []) { targets, entry in
            guard case .linkBelow(let target) = entry.kind else { return }
            targets.formUnion([target] + TreePath.ancestors(of: target))
        }
    }

    /// What is there at a path.
    ///
    /// - Parameter file: of a file with several names.
    package mutating func see(_ path: String, _ entry: TreeEntry, file: FileIdentity? = nil) {
        count += 1
        if let file { pathsOfFile[file, default: []].append(path) }
        if let wanted = missing.removeValue(forKey: path) {
            compare(path, entry, with: wanted)
        } else if let implied = expected.impliedFolders[path] {
            compareImplied(path, entry, as: implied)
        } else if let exception = added(path) {
            exceptions.insert(exception)
        } else if !path.isEmpty, !expected.tolerated.contains(path), !linkTargets.contains(path) {
            tell(path, "is there as \(entry.kind.text), expected nothing")
        }
    }

    /// All of a layer that was stored as an archive.
    package mutating func see(_ tree: LayerTree) {
        for (path, entry) in tree.entries {
            see(path, entry)
            if let first = entry.linkedTo { linkedTo[path] = first }
        }
    }

    /// What there is to say when everything has been seen: one sentence for each difference, in order of their paths.
    package mutating func finish() -> [String] {
        for (path, wanted) in missing {
            files.see(nil, expected: wanted.kind)
            tell(path, "is not there, expected \(wanted.kind.text)")
        }
        missing = [:]
        compareLinks()
        let rest = untold > 0 ? ["\(label): \(untold) more differences"] : []
        return differences.sorted() + rest
    }

    private mutating func compare(_ path: String, _ entry: TreeEntry, with wanted: TreeEntry) {
        var wanted = wanted
        if case .linkBelow(let target) = wanted.kind {
            // What its header says is applied to a copy of the file below, or is not: both are seen.
            guard let file = below.entry(at: target) else { return }
            wanted = file
        }
        if wanted.isDirectory, let exception = addedIn(path) {
            exceptions.insert(exception)
            wanted.time = entry.time
        }
        files.see(entry.kind, expected: wanted.kind)
        let found = attributes.differences(entry, expected: wanted)
        exceptions.formUnion(found.exceptions)
        for difference in found.differences { tell(path, difference) }
    }

    private mutating func compareImplied(_ path: String, _ entry: TreeEntry, as implied: TreeEntry.Kind) {
        guard entry.isDirectory else { return tell(path, "is \(entry.kind.text), expected a folder") }
        if entry.kind != implied { tell(path, AttributeComparison.opacity(of: entry)) }
        // Of the tree itself, and of what no lower layer has, nobody says how it has to be.
        guard !path.isEmpty, !expected.hides(path), let lower = below.entry(at: path), lower.isDirectory else { return }
        if let exception = attributes.rules.impliedFolders {
            exceptions.insert(exception)
            return
        }
        var wanted = lower
        wanted.kind = entry.kind
        // It changed when the layer's files were put into it.
        wanted.time = entry.time
        for difference in attributes.differences(entry, expected: wanted).differences {
            tell(path, difference + ", as in the layers below")
        }
    }

    private mutating func compareLinks() {
        for paths in pathsOfFile.values where paths.count > 1 {
            guard let first = paths.min() else { continue }
            for path in paths where path != first { linkedTo[path] = first }
        }
        for (path, first) in linkedTo where expected.entries[path] != nil && expected.entries[path]?.linkedTo != first {
            if linkTargets.contains(first) { continue }
            let wanted = expected.entries[path]?.linkedTo.map { "of '\($0)'" } ?? "a file of its own"
            tell(path, "is another name of '\(first)', expected \(wanted)")
        }
        for (path, entry) in expected.entries {
            guard let wanted = entry.linkedTo, linkedTo[path] == nil else { continue }
            tell(path, "is a file of its own, expected another name of '\(wanted)'")
        }
    }

    private func added(_ path: String) -> TreeRules.Exception? {
        let rules = attributes.rules.added
        if rules.isEmpty { return nil }
        return rules[path] ?? TreePath.ancestors(of: path).lazy.compactMap { rules[$0 + "/"] }.first
    }

    /// Why a folder has another time: the tool puts something of its own into it.
    private func addedIn(_ folder: String) -> TreeRules.Exception? {
        attributes.rules.added.first { $0.key != folder + "/" && TreePath.parent(of: $0.key) == folder }?.value
    }

    private mutating func tell(_ path: String, _ difference: String) {
        guard differences.count < Self.told else {
            untold += 1
            return
        }
        differences.append("\(label): \(path.isEmpty ? "/" : path): \(difference)")
    }
}
