/// Compares what is stored at one path with what was served.
struct AttributeComparison {
    let rules: TreeRules

    struct Result {
        /// Sentences without a subject, as in `mode 0644, expected 0755`.
        var differences: [String] = []
        /// What was not compared, where it differed.
        var exceptions: Set<TreeRules.Exception> = []

        mutating func compare<Value: Equatable>(
            _ subject: String, _ found: Value, _ expected: Value, unless exception: TreeRules.Exception? = nil,
            _ text: (Value) -> String
        ) {
            guard found != expected else { return }
            if let exception {
                exceptions.insert(exception)
            } else {
                differences.append("\(subject) \(text(found)), expected \(text(expected))")
            }
        }
    }

    func differences(_ entry: TreeEntry, expected: TreeEntry) -> Result {
        var result = Result()
        guard compareKinds(entry.kind, expected.kind, &result), !expected.isWhiteout else { return result }
        if case .symbolicLink = entry.kind {
            // It has no permission bits of its own (inode(7)).
        } else {
            result.compare(
                "mode", entry.mode, expected.mode, unless: entry.isDirectory ? rules.folderModes : nil, Self.octal)
        }
        result.compare("owner", [entry.uid, entry.gid], [expected.uid, expected.gid]) {
            "\($0[0]):\($0[1])"
        }
        result.compare(
            "time", entry.time, expected.time, unless: exception(ofTime: entry, expected.time), \.description)
        compareXattrs(entry.xattrs, expected.xattrs, &result)
        return result
    }

    private func exception(ofTime entry: TreeEntry, _ expected: FileTime) -> TreeRules.Exception? {
        switch entry.kind {
        case .directory: return rules.folderTimes
        case .symbolicLink: return rules.linkTimes
        default:
            let isClose = entry.time.nanoseconds == 0 || abs(entry.time.nanoseconds - expected.nanoseconds) < 1000
            return entry.time.seconds == expected.seconds && isClose ? rules.fractions : nil
        }
    }

    /// How a folder hides lower layers or does not, and should not or should.
    static func opacity(of entry: TreeEntry) -> String {
        entry.isOpaque
            ? "hides what lower layers have in it, expected that it does not"
            : "does not hide what lower layers have in it, expected that it does"
    }

    /// False if what is there is another kind of thing, so that nothing else can be compared.
    private func compareKinds(_ found: TreeEntry.Kind, _ expected: TreeEntry.Kind, _ result: inout Result) -> Bool {
        switch (found, expected) {
        case (.file(let size, let hash), .file(let expectedSize, let expectedHash)):
            if size != expectedSize {
                result.compare("size", size, expectedSize, \.description)
            } else {
                result.compare("bytes hash to", hash, expectedHash, \.description)
            }
        case (.symbolicLink(let target), .symbolicLink(let expectedTarget)):
            result.compare("leads to", target, expectedTarget) { "'\($0)'" }
        case (.directory(let isOpaque), .directory(let expectedOpaque)):
            if isOpaque != expectedOpaque {
                result.differences.append(Self.opacity(of: TreeEntry(kind: found, mode: 0)))
            }
        default:
            if found == expected { return true }
            result.differences.append("is \(found.text), expected \(expected.text)")
            return false
        }
        return true
    }

    private func compareXattrs(_ found: [String: [UInt8]], _ expected: [String: [UInt8]], _ result: inout Result) {
        for name in Set(found.keys).union(expected.keys).sorted() where found[name] != expected[name] {
            if TreeRules.ignoredXattrs.contains(where: name.hasPrefix) { continue }
            let exception = rules.droppedXattrs.first { name.hasPrefix($0.key) }?.value
            result.compare(
                "xattr \(TreePath.text(name))", found[name], expected[name],
                unless: found[name] == nil ? exception : nil
            ) { $0.map(Self.hex) ?? "not set" }
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = bytes.prefix(32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "0x" + digits + (bytes.count > 32 ? "… of \(bytes.count) bytes" : "")
    }

    private static func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }
}
