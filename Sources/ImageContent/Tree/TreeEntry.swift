/// What a layer has at one path, unpacked.
package struct TreeEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case file(size: Int, ContentHash)
        /// With or without what layers below have in it.
        case directory(isOpaque: Bool)
        /// The target, written as `TreePath` writes names.
        case symbolicLink(target: String)
        /// Another name of a file of a lower layer, by its path.
        case linkBelow(target: String)
        case characterDevice(DeviceNumber)
        case blockDevice(DeviceNumber)
        case fifo
        case socket
        /// It hides what lower layers have at this path.
        case whiteout
    }

    package var kind: Kind
    /// The permission bits, with those for set-user-ID, set-group-ID and sticky.
    package var mode: Int
    package var uid: Int
    package var gid: Int
    package var time: FileTime
    package var xattrs: [String: [UInt8]]
    /// The path of the same file that comes first in order, if that is another one: a hard link.
    package var linkedTo: String?

    package init(
        kind: Kind, mode: Int, uid: Int = 0, gid: Int = 0, time: FileTime = FileTime(seconds: 0),
        xattrs: [String: [UInt8]] = [:], linkedTo: String? = nil
    ) {
        self.kind = kind
        self.mode = mode & 0o7777
        self.uid = uid
        self.gid = gid
        self.time = time
        self.xattrs = xattrs
        self.linkedTo = linkedTo
    }

    package static let whiteout = TreeEntry(kind: .whiteout, mode: 0)

    package var isDirectory: Bool { if case .directory = kind { true } else { false } }
    var isWhiteout: Bool { kind == .whiteout }
    var isOpaque: Bool { kind == .directory(isOpaque: true) }
}

extension TreeEntry.Kind {
    /// What it is, in a sentence.
    var text: String {
        switch self {
        case .file, .linkBelow: "a file"
        case .directory: "a folder"
        case .symbolicLink: "a symbolic link"
        case .characterDevice(let number): "character device \(number)"
        case .blockDevice(let number): "block device \(number)"
        case .fifo: "a named pipe"
        case .socket: "a socket"
        case .whiteout: "a whiteout"
        }
    }
}
