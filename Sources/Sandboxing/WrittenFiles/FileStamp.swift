#if canImport(Glibc)
import Glibc
#endif

/// What tells a file from the same file before it was changed.
struct FileStamp: Sendable, Equatable {
    /// The type of file (inode(7), `S_IFMT`).
    let type: mode_t
    let permissions: mode_t
    let user: uid_t
    let group: gid_t
    /// 0 for folders, whose size says nothing.
    let size: Int
    /// In nanoseconds; 0 for folders, which change with what is in them.
    let modified: Int
    let device: dev_t
    /// Where a link leads; nil for other types.
    let target: String?
    /// A folder that hides what the lower layer has there (overlayfs, "whiteouts and opaque directories").
    let isOpaque: Bool
    /// Of the extended attributes, without those of overlayfs itself.
    let attributes: Int
    /// Of the bytes of a small file; nil for other types and for larger files.
    let fingerprint: Int?
    private let inode: ino_t
    private let changed: Int

    /// A device 0:0 stands for a file of the lower layer that is deleted (the same).
    var isWhiteout: Bool { type == S_IFCHR && device == 0 }

    /// Reads one file of a folder; links are not followed.
    ///
    /// - Parameter known: an earlier stamp of this file; its parts that cost most are reused if nothing has changed since.
    /// - Returns: nil if there is no such file.
    init?(of name: String, in folder: Int32, known: FileStamp? = nil) {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        type = status.st_mode & S_IFMT
        permissions = status.st_mode & 0o7777
        (user, group) = (status.st_uid, status.st_gid)
        let isFolder = type == S_IFDIR
        size = isFolder ? 0 : Int(status.st_size)
        modified = isFolder ? 0 : Self.nanoseconds(status.st_mtim)
        device = type == S_IFCHR || type == S_IFBLK ? status.st_rdev : 0
        (inode, changed) = (status.st_ino, Self.nanoseconds(status.st_ctim))
        if let known, known.inode == inode, known.changed == changed, known.type == type {
            (target, isOpaque) = (known.target, known.isOpaque)
            (attributes, fingerprint) = (known.attributes, known.fingerprint)
            return
        }
        target = type == S_IFLNK ? Self.target(of: name, in: folder) : nil
        let content = isFolder || type == S_IFREG ? FileContent(of: name, in: folder, isFolder: isFolder) : nil
        isOpaque = content?.isOpaque ?? false
        attributes = content?.attributes ?? 0
        fingerprint = isFolder || size > FileContent.largest ? nil : content?.bytes
    }

    private static func nanoseconds(_ time: timespec) -> Int { time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }

    private static func target(of name: String, in folder: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map {
                readlinkat(folder, name, $0.assumingMemoryBound(to: CChar.self), bytes.count)
            } ?? -1
        }
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
