import ImageContent

#if canImport(Glibc)
import Glibc
#endif

extension StoredFiles {
    /// Passes a folder and everything below it to `body`, with paths relative to it; no link is followed.
    ///
    /// The folder is the upper one of an overlay file system: its marks are read as what they mean.
    func forEachEntry(
        in folder: String, limit: inout TreeLimit,
        _ body: (_ path: String, _ entry: TreeEntry, _ file: TreeComparison.FileIdentity?) throws -> Void
    ) throws {
        let top = try open(folder: folder)
        var walk = FolderWalk(limit: limit)
        try withoutActuallyEscaping(body) { body in
            try body("", walk.entry(of: top, path: folder), nil)
            try walk.enter(top, path: "", body)
        }
        limit.bytes = walk.limit.bytes
    }
}

extension DeviceNumber {
    /// glibc, bits/sysmacros.h.
    fileprivate init(_ number: dev_t) {
        self.init(
            major: Int(number >> 8 & 0xfff | number >> 32 & 0xffff_f000),
            minor: Int(number & 0xff | number >> 12 & 0xffff_ff00))
    }
}

/// One walk through a folder.
private struct FolderWalk {
    /// As deep as trees are read from archives, and some more.
    private static let depthLimit = 300

    private(set) var limit: TreeLimit
    private var number = 0
    private var xattrs = XattrReader()

    init(limit: TreeLimit) { self.limit = limit }

    /// What a folder is like by itself.
    mutating func entry(of folder: OpenFile, path: String) throws -> TreeEntry {
        var status = stat()
        guard fstat(folder.number, &status) == 0 else { throw Self.failure(path) }
        return try entry(status, in: folder, name: Array(".".utf8CString), path: path)
    }

    mutating func enter(
        _ folder: OpenFile, path: String, depth: Int = 0,
        _ body: (String, TreeEntry, TreeComparison.FileIdentity?) throws -> Void
    ) throws {
        guard depth < Self.depthLimit else { throw TreeUnread("it has folders deeper than \(Self.depthLimit)") }
        for name in try folder.entries(of: path).map(\.name) {
            let text = TreePath.joined(
                path, TreePath.text(String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)))
            var status = stat()
            guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw Self.failure(text) }
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
            number += 1
            try limit.take(entry: number, bytes: size)
            let file =
                !isFolder && status.st_nlink > 1
                ? TreeComparison.FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) : nil
            try body(text, entry(status, in: folder, name: name, path: text), file)
            if isFolder {
                guard let next = OpenFile(openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
                else { throw Self.failure(text) }
                try enter(next, path: text, depth: depth + 1, body)
            }
        }
    }

    private mutating func entry(
        _ status: stat, in folder: OpenFile, name: [CChar], path: String
    ) throws -> TreeEntry {
        let device = DeviceNumber(status.st_rdev)
        let isCharacterDevice = status.st_mode & S_IFMT == S_IFCHR
        // Linux, Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories".
        if isCharacterDevice, device == DeviceNumber(major: 0, minor: 0) { return .whiteout }
        let xattrs = try xattrs.xattrs(of: name, in: folder, path: path)
        let isOpaque = ["trusted.overlay.opaque", "user.overlay.opaque"].contains { xattrs[$0] == Array("y".utf8) }
        let kind: TreeEntry.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: try Self.content(of: name, in: folder, path: path)
            case S_IFDIR: .directory(isOpaque: isOpaque)
            case S_IFLNK: .symbolicLink(target: try Self.target(of: name, in: folder, path: path))
            case S_IFCHR: .characterDevice(device)
            case S_IFBLK: .blockDevice(device)
            case S_IFIFO: .fifo
            default: .socket
            }
        return TreeEntry(
            kind: kind, mode: Int(status.st_mode), uid: Int(status.st_uid), gid: Int(status.st_gid),
            time: FileTime(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec), xattrs: xattrs)
    }

    private static func content(of name: [CChar], in folder: OpenFile, path: String) throws -> TreeEntry.Kind {
        // Without O_NONBLOCK it would wait for a writer if a pipe has taken the file's place.
        guard let file = OpenFile(openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) else {
            throw failure(path)
        }
        guard file.kind == S_IFREG else { throw StoredFileError("\(path) is no regular file any more") }
        var hasher = ContentHasher()
        while case let piece = try file.read(262_144, of: path), !piece.isEmpty {
            piece.withUnsafeBytes { hasher.update($0) }
        }
        return .file(size: hasher.size, hasher.finish())
    }

    private static func target(of name: [CChar], in folder: OpenFile, path: String) throws -> String {
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) {
                max(0, $0.baseAddress.map { readlinkat(folder.number, name, $0, Int(PATH_MAX)) } ?? 0)
            }
        }
        guard !bytes.isEmpty else { throw failure(path) }
        return TreePath.text(String(decoding: bytes, as: UTF8.self))
    }

    private static func failure(_ path: String) -> StoredFileError {
        StoredFileError("\(path) cannot be looked at: \(String(cString: strerror(errno)))")
    }
}
