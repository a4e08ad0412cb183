/// One entry of a tar archive.
package struct TarEntry: Sendable, Equatable {
    /// The path inside the archive, as written there.
    package var name: String
    /// The kind of entry.
    package var kind: Kind
    /// The size of its content in bytes, holes included; 0 for entries without content.
    package var size: Int
    /// The permission bits.
    package var mode: Int
    /// The target, for links.
    package var linkName: String
    /// The number of the user that owns it.
    package var uid = 0
    /// The number of the group that owns it.
    package var gid = 0
    /// When it was modified.
    package var time = FileTime(seconds: 0)
    /// Its extended attributes by their names.
    package var xattrs: [String: [UInt8]] = [:]

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
        /// A character device of these numbers.
        case characterDevice(DeviceNumber)
        /// A block device of these numbers.
        case blockDevice(DeviceNumber)
        /// A named pipe.
        case fifo
        /// Anything else, by its type flag.
        case other(UInt8)
    }
}

/// The numbers of a device (makedev(3)).
package struct DeviceNumber: Sendable, Equatable, CustomStringConvertible {
    package var major: Int
    package var minor: Int

    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    package var description: String { "\(major):\(minor)" }
}
