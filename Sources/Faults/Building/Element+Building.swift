/// Elements that Swift code makes; they have no position in a file.
extension Element {
    private static let nowhere = Position(line: 1, column: 1)

    /// A scalar as a scenario would write it.
    package init(_ text: String) { self.init(.scalar(text, isPlain: true), at: Self.nowhere, path: "") }

    /// A scalar that is text and nothing else, even where it looks like a number or is empty.
    package init(quoted text: String) { self.init(.scalar(text, isPlain: false), at: Self.nowhere, path: "") }

    /// A list.
    package init(_ items: [Element]) { self.init(.sequence(items), at: Self.nowhere, path: "") }

    /// A mapping in this order, without the keys whose value is nil.
    package init(_ entries: KeyValuePairs<String, Element?>) {
        let entries = entries.compactMap { key, value in
            value.map { Entry(key: key, keyPosition: Self.nowhere, value: $0) }
        }
        self.init(.mapping(entries), at: Self.nowhere, path: "")
    }

    /// A mapping of these counts in the order of their keys; nil without any.
    package init?(sorted entries: [String: String]) {
        guard !entries.isEmpty else { return nil }
        let entries = entries.sorted { $0.key < $1.key }.map { key, value in
            Entry(key: key, keyPosition: Self.nowhere, value: Element(value))
        }
        self.init(.mapping(entries), at: Self.nowhere, path: "")
    }

    /// Nil for an empty mapping, which need not be written.
    package var unlessEmpty: Element? {
        if case .mapping(let entries) = content, entries.isEmpty { nil } else { self }
    }
}
