import Faults

/// The text of a scenario with its references written out, which can be read without the folder of shortcomings.
enum ExpandedSource {
    /// - Parameters:
    ///   - text: the text as written.
    ///   - root: its root, with all references written out.
    static func text(_ text: String, _ root: Element) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let entries = root.entries
        // Keys in lines of their own, each with all lines up to the next.
        let isInBlocks =
            entries.allSatisfy { $0.keyPosition.column == 1 }
            && Set(entries.map(\.keyPosition.line)).count == entries.count
        guard isInBlocks else { return root.yamlDocument }
        var written = lines.prefix((entries.first?.keyPosition.line ?? 1) - 1).map(String.init)
        for (index, entry) in entries.enumerated() {
            let end = index + 1 < entries.count ? entries[index + 1].keyPosition.line - 1 : lines.count
            if entry.key == Scenario.Key.known.rawValue || entry.key == Scenario.Key.skip.rawValue {
                let block = Element(.mapping([entry]), at: root.position, path: root.path).yamlDocument
                written += block.split(separator: "\n").map(String.init)
            } else {
                written += lines[(entry.keyPosition.line - 1)..<end].map(String.init)
            }
        }
        while written.last?.isEmpty == true { written.removeLast() }
        return written.joined(separator: "\n") + "\n"
    }
}
