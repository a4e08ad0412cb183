import CZlib
import Testing

@testable import ImageContent

@Suite struct LayerTreeTests {
    @Test func `everything that an entry says is in the tree`() throws {
        let found = try tree { archive in
            archive.add("./", type: "5", mode: 0o755)
            archive.add(
                "./a", Array("hello".utf8), mode: 0o4755, uid: 5, gid: 6,
                pax: [
                    ("SCHILY.xattr.user.note", [0, 10, 61, 255]), ("LIBARCHIVE.xattr.user.b", Array("eHg=".utf8)),
                    ("mtime", Array("1234.25".utf8)), ("uid", Array("3000000".utf8)),
                ])
            archive.add("/dir/", type: "5", mode: 0o1777)
            archive.add("dir/link", type: "2", mode: 0o777, linkName: "../a")
            archive.add("dir/hard", type: "1", mode: 0o4755, uid: 5, gid: 6, time: 1234, linkName: "a")
            archive.add("dir/tty", type: "3", device: (5, 1))
            archive.add("dir/disk", type: "4", device: (8, 17))
            archive.add("dir/pipe", type: "6")
        }
        #expect(found.doubt == nil)
        #expect(
            Set(found.entries.keys) == [
                "", "a", "dir", "dir/link", "dir/hard", "dir/tty", "dir/disk", "dir/pipe",
            ])
        let file = try #require(found.entries["a"])
        #expect(file.mode == 0o4755 && file.gid == 6)
        #expect(file.xattrs == ["user.note": [0, 10, 61, 255]])
        #expect(
            file.kind.text == "a file"
                && "\(file.kind)".contains("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))
        #expect(found.entries["dir/link"]?.kind == .symbolicLink(target: "../a"))
        #expect(found.entries["dir/hard"]?.linkedTo == "a" && file.linkedTo == nil)
        #expect(found.entries["dir/tty"]?.kind == .characterDevice(DeviceNumber(major: 5, minor: 1)))
        #expect(found.entries["dir/disk"]?.kind == .blockDevice(DeviceNumber(major: 8, minor: 17)))
        #expect(found.entries["dir/pipe"]?.kind == .fifo)
        #expect(found.entries["dir"]?.mode == 0o1777)
    }

    @Test func `pax says times to the nanosecond and large owners`() throws {
        let found = try tree { archive in
            archive.add("a", pax: [("mtime", Array("1234.25".utf8)), ("uid", Array("3000000".utf8))])
            archive.add("b", pax: [("mtime", Array("-1.25".utf8)), ("gid", Array("4000000000".utf8))])
            archive.add("c", pax: [("mtime", Array("7.1234567891".utf8))])
        }
        #expect(found.entries["a"]?.time == FileTime(seconds: 1234, nanoseconds: 250_000_000))
        #expect(found.entries["a"]?.uid == 3_000_000)
        #expect(found.entries["b"]?.time == FileTime(seconds: -2, nanoseconds: 750_000_000))
        #expect(found.entries["b"]?.gid == 4_000_000_000)
        #expect(found.entries["c"]?.time.description == "7.123456789")
    }

    @Test func `a hard link gives what its header says to all names of the file`() throws {
        let found = try tree { archive in
            archive.add("b", [1], mode: 0o600)
            archive.add("a", type: "1", mode: 0o640, uid: 7, linkName: "./b")
            archive.add("c", type: "1", mode: 0o640, uid: 7, linkName: "/b")
            archive.add("c", [2])
        }
        #expect(found.entries["a"]?.mode == 0o640 && found.entries["b"]?.mode == 0o640)
        #expect(found.entries["b"]?.linkedTo == "a")
        // It has been replaced.
        #expect(found.entries["c"]?.linkedTo == nil && found.entries["c"]?.mode == 0o644)
    }

    @Test func `whiteouts hide what is below and not what is beside`() throws {
        let found = try tree { archive in
            archive.add("dir/.wh.gone")
            archive.add("dir/.wh..wh..opq")
            archive.add("dir/.wh.kept")
            archive.add("dir/kept", [1])
            archive.add("first/", type: "5")
            archive.add(".wh.first")
            archive.add(".wh.last")
            archive.add("last/file", [1])
            archive.add(".wh..wh.plnk")
        }
        #expect(found.entries["dir/gone"] == .whiteout)
        #expect(found.impliedFolders["dir"] == .directory(isOpaque: true))
        #expect(found.entries["dir/kept"]?.kind.text == "a file")
        #expect(found.entries["first"]?.kind == .directory(isOpaque: true))
        #expect(found.entries["last"] == nil && found.impliedFolders["last"] == .directory(isOpaque: true))
        #expect(found.tolerated == [".wh..wh.plnk"])
    }

    @Test func `later entries replace earlier ones, folders with all that is in them`() throws {
        let found = try tree { archive in
            archive.add("a/", type: "5", mode: 0o700)
            archive.add("a/b/c", [1])
            archive.add("a/", type: "5", mode: 0o755)
            archive.add("x/y/z", [1])
            archive.add("x", [2], mode: 0o400)
        }
        #expect(found.entries["a"]?.mode == 0o755 && found.entries["a/b/c"] != nil)
        #expect(found.entries["x"]?.mode == 0o400 && found.entries["x/y/z"] == nil)
        #expect(found.impliedFolders == ["a/b": .directory(isOpaque: false)])
    }

    @Test func `names that lead out are left out, and names stay what their bytes are`() throws {
        let found = try tree { archive in
            archive.add("../../etc/passwd", [1])
            archive.add("a/../b", [1])
            archive.add("e\u{301}", [1])
            archive.add("\u{e9}", [1])
            archive.add("line\nend", [1])
        }
        #expect(found.tolerated == ["etc/passwd", "etc"])
        #expect(Set(found.entries.keys) == ["b", "e\\xcc\\x81", "\\xc3\\xa9", "line\\x0aend"])
        #expect(found.doubt == nil)
    }

    @Test(arguments: [
        ("through a link", "'a/b' leads through 'a', which is no folder"),
        ("global", "its archive has a pax header for all entries, which some tools apply and others do not"),
        ("type", "'a' has type 90, which tools read as they like"),
        ("whiteout device", "'a' is character device 0:0, which overlay file systems take for a whiteout"),
        ("nameless", "'.wh.' is a whiteout of no name"),
        ("itself", "'a' is a hard link to itself"),
    ])
    func `what tools do differently is said`(what: String, doubt: String) throws {
        let found = try tree { archive in
            switch what {
            case "through a link":
                archive.add("a", type: "2", linkName: "/etc")
                archive.add("a/b", [1])
            case "global":
                archive.add("pax", type: "g", MadeArchive.records([("mtime", Array("1".utf8))]))
                archive.add("a", [1])
            case "type": archive.add("a", type: "Z")
            case "whiteout device": archive.add("a", type: "3")
            case "nameless": archive.add(".wh.")
            default: archive.add("a", type: "1", linkName: "a")
            }
        }
        #expect(found.doubt == doubt)
        let harmless = try tree { $0.add("pax", type: "g", MadeArchive.records([("comment", [65])])) }
        #expect(harmless.doubt == nil)
    }

    @Test func `there is a bound for entries, bytes and names`() throws {
        var made = MadeArchive()
        for number in 0..<20 { made.add("file-\(number)", [UInt8](repeating: 1, count: 100)) }
        func read(_ entries: Int, _ bytes: Int) throws {
            var limit = TreeLimit(entries: entries, bytes: bytes)
            _ = try LayerTree(layer: reader(made.bytes), limit: &limit)
        }
        try read(20, 2000)
        #expect(throws: TreeUnread("a layer has more than 19 entries")) { try read(19, 2000) }
        #expect(throws: TreeUnread("its files have more bytes than are compared")) { try read(20, 1999) }
        let long = try tree { archive in
            archive.add("short", pax: [("path", [UInt8](repeating: 65, count: 65_536))])
        }
        #expect(long.doubt == "a name has 65536 bytes, and no path more than 4096")
    }

    @Test func `a layer is read packed too, and a damaged one is an error`() throws {
        var made = MadeArchive()
        made.add("a", Array(repeating: 7, count: 100_000))
        let packed = try #require(Gzip.compressed(made.bytes))
        func read(_ bytes: [UInt8]) throws -> LayerTree {
            var limit = TreeLimit.standard
            return try LayerTree(layer: reader(bytes, piece: 999), limit: &limit)
        }
        #expect(try read(packed).entries == read(made.bytes).entries)
        let frame = try #require(Zstandard.compressed(made.bytes))
        #expect(try read(frame).entries == read(made.bytes).entries)
        // A frame that decoders skip comes first (RFC 8878 3.1.2).
        #expect(try read([0x51, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9] + frame).entries == read(made.bytes).entries)
        #expect(try read(packed + [UInt8](repeating: 0, count: 700)).entries == read(made.bytes).entries)
        #expect(throws: ImageContentError.self) { try read(packed + [0, 1]) }
        #expect(throws: ImageContentError.self) { try read(Array(frame.prefix(frame.count / 2))) }
        #expect(throws: ImageContentError.self) { try read(Array(packed.prefix(packed.count / 2))) }
    }
}
