/// One entry of a tar archive.
package struct TarEntry: Sendable, Equatable {
    /// The path inside the archive, as written there.
    package var name: String
    /// The kind of entry.
    package var kind: Kind
    /// The size of its content in bytes; 0 for entries without content.
    package var size: Int
    /// The permission bits.
    package var mode: Int
    /// The target, for links.
    package var linkName: String

    /// The kinds of entries.
    package enum Kind: Sendable, Equatable {
        /// A regular file.
        case file
        /// A folder.
        case directory
        /// A symbolic link, relative to the folder it is in.
        case symbolicLink
        /// Another name of an earlier entry.
        case hardLink
        /// Anything else, by its type flag.
        case other(UInt8)
    }
}
