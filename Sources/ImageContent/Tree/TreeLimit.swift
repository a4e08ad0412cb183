/// How large a tree may be that is looked at.
package struct TreeLimit: Sendable {
    /// Entries of one layer.
    package var entries: Int
    /// Bytes of all files of an image, unpacked.
    package var bytes: Int

    /// A million files take about 400 MiB while they are compared; what is larger would slow the runs beside it.
    package static let standard = TreeLimit(entries: 1_100_000, bytes: 512 << 20)

    package init(entries: Int, bytes: Int) {
        self.entries = entries
        self.bytes = bytes
    }

    /// Throws if one more entry of this size would be too much, and counts its bytes.
    package mutating func take(entry number: Int, bytes count: Int) throws(TreeUnread) {
        guard number <= entries else { throw TreeUnread("a layer has more than \(entries) entries") }
        guard count <= bytes else { throw TreeUnread("its files have more bytes than are compared") }
        bytes -= count
    }
}

/// Why nobody has looked at a tree; it says nothing about it.
package struct TreeUnread: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
