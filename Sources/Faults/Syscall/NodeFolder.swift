/// A folder of the node, as a scenario names it: an absolute path, or one that begins with the puller's storage.
package struct NodeFolder: Sendable, Equatable {
    /// As it is written.
    package let text: String

    /// Stands for the puller's storage, wherever that is.
    private static let storage = "storage"

    /// For a schema (ECMA-262): no more than the reader takes, but for `.` and `..`.
    package static let pattern = "^(storage(/[^/]+)*|(/[^/]+)+)$"

    package init(_ element: Element) throws(LanguageError) {
        text = try element.string()
        let words = text.split(separator: "/", omittingEmptySubsequences: false)
        guard words[0].isEmpty && words.count > 1 || words[0] == Self.storage, text.utf8.count <= 1000 else {
            throw element.error(
                "'\(text.clipped)' is no folder of the node; expected storage, a folder in it such as "
                    + "storage/docker, or an absolute path")
        }
        guard !words.dropFirst().contains(where: { ["", ".", ".."].contains($0) }) else {
            throw element.error("'\(text.clipped)' is not how the node names it; expected a path without ., .. and //")
        }
    }

    /// Whether a file is the folder or in it.
    ///
    /// - Parameter storage: where the puller's storage is.
    package func covers(_ path: String, storage: String) -> Bool {
        let folder = text.hasPrefix("/") ? text : storage + text.dropFirst(Self.storage.count)
        return path == folder || path.hasPrefix(folder + "/")
    }
}
