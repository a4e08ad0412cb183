import CExtendedAttributes
import FoundationEssentials
import Glibc
import ImageContent
import Testing

@testable import Pullers

/// Folders on the disk of the machine, read as a puller's layer.
@Suite struct FolderWalkTests {
    private func withFolder(_ body: (_ files: StoredFiles, _ folder: String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/node-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: root + "/layer/dir", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try body(StoredFiles(below: root), root + "/layer")
    }

    private func walk(_ files: StoredFiles, limit: TreeLimit = .standard) throws
        -> (entries: [String: TreeEntry], shared: [String: TreeComparison.FileIdentity])
    {
        var (entries, shared): ([String: TreeEntry], [String: TreeComparison.FileIdentity]) = ([:], [:])
        var limit = limit
        try files.forEachEntry(in: "/layer", limit: &limit) { path, entry, file in
            #expect(entries.updateValue(entry, forKey: path) == nil)
            shared[path] = file
        }
        return (entries, shared)
    }

    @Test func everythingOfAFileIsRead() throws {
        try withFolder { files, folder throws in
            _ = FileManager.default.createFile(atPath: folder + "/dir/a", contents: Data("hello".utf8))
            #expect(chmod(folder + "/dir/a", 0o4751) == 0)
            #expect(link(folder + "/dir/a", folder + "/b") == 0)
            #expect(symlink("/etc/../line\nend", folder + "/link") == 0)
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            var times = [timespec(tv_sec: 5, tv_nsec: 6), timespec(tv_sec: 7, tv_nsec: 8)]
            #expect(utimensat(AT_FDCWD, folder + "/link", &times, AT_SYMLINK_NOFOLLOW) == 0)
            times[1].tv_sec = -2
            #expect(utimensat(AT_FDCWD, folder + "/b", &times, 0) == 0)
            let (entries, shared) = try walk(files)
            #expect(Set(entries.keys) == ["", "dir", "dir/a", "b", "link", "pipe"])
            var hasher = ContentHasher()
            Array("hello".utf8).withUnsafeBytes { hasher.update($0) }
            #expect(entries["b"]?.kind == .file(size: 5, hasher.finish()))
            #expect(entries["b"]?.mode == 0o4751)
            #expect(entries["b"]?.uid == Int(getuid()) && entries["b"]?.gid == Int(getgid()))
            #expect(entries["b"]?.time == FileTime(seconds: -2, nanoseconds: 8))
            #expect(entries["link"]?.kind == .symbolicLink(target: "/etc/../line\\x0aend"))
            #expect(entries["link"]?.time == FileTime(seconds: 7, nanoseconds: 8))
            #expect(entries["pipe"]?.kind == .fifo)
            #expect(shared.count == 2 && shared["b"] == shared["dir/a"])
        }
    }

    @Test func namesAreReadByTheirBytes() throws {
        try withFolder { files, folder throws in
            for name in ["e\u{301}", "\u{e9}", "back\\slash"] {
                #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: Data()))
            }
            let paths = Set(try walk(files).entries.keys)
            #expect(paths == ["", "dir", "e\\xcc\\x81", "\\xc3\\xa9", "back\\\\slash"])
        }
    }

    /// The kinds of attributes and devices need root.
    @Test(.enabled(if: geteuid() == 0)) func marksOfOverlaysAreReadAsWhatTheyMean() throws {
        try withFolder { files, folder throws in
            func set(_ name: String, _ value: [UInt8], _ path: String) {
                #expect(lsetxattr(folder + "/" + path, name, value, value.count, 0) == 0, "\(name) \(path)")
            }
            _ = FileManager.default.createFile(atPath: folder + "/a", contents: Data())
            set("user.note", [0, 255], "a")
            set("security.capability", [1, 0, 0, 2] + [UInt8](repeating: 0, count: 16), "a")
            #expect(symlink("nowhere", folder + "/link") == 0)
            set("trusted.of-a-link", [7], "link")
            set("trusted.overlay.opaque", Array("y".utf8), "dir")
            #expect(mknod(folder + "/gone", S_IFCHR | 0o600, 0) == 0)
            #expect(mknod(folder + "/disk", S_IFBLK | 0o600, dev_t(0x1234_5678)) == 0)
            #expect(mknod(folder + "/null", S_IFCHR | 0o666, 1 << 8 | 3) == 0)
            let entries = try walk(files).entries
            #expect(entries["a"]?.xattrs["user.note"] == [0, 255])
            #expect(entries["a"]?.xattrs["security.capability"]?.count == 20)
            #expect(entries["link"]?.xattrs == ["trusted.of-a-link": [7]])
            #expect(entries["dir"]?.kind == .directory(isOpaque: true))
            #expect(entries["gone"] == .whiteout)
            #expect(entries["null"]?.kind == .characterDevice(DeviceNumber(major: 1, minor: 3)))
            #expect(entries["disk"]?.kind == .blockDevice(DeviceNumber(major: 0x456, minor: 0x12378)))
        }
    }

    @Test func thereIsABoundAndNoLinkIsFollowed() throws {
        try withFolder { files, folder throws in
            for number in 0..<10 {
                _ = FileManager.default.createFile(atPath: folder + "/\(number)", contents: Data(count: 10))
            }
            #expect(try walk(files, limit: TreeLimit(entries: 11, bytes: 100)).entries.count == 12)
            #expect(throws: TreeUnread.self) { try walk(files, limit: TreeLimit(entries: 10, bytes: 100)) }
            #expect(throws: TreeUnread.self) { try walk(files, limit: TreeLimit(entries: 11, bytes: 99)) }
            #expect(symlink("/etc", folder + "/etc") == 0)
            #expect(try walk(files).entries.count == 13)
            var limit = TreeLimit.standard
            #expect(throws: StoredFileError.self) {
                try files.forEachEntry(in: "/layer/etc", limit: &limit) { _, _, _ in }
            }
            var path = folder + "/dir"
            for _ in 0..<400 {
                path += "/d"
                #expect(mkdir(path, 0o755) == 0)
            }
            #expect(throws: TreeUnread("it has folders deeper than 300")) { try walk(files) }
        }
    }
}
