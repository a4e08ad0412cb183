import Testing

@testable import ImageContent

@Suite struct TreeComparisonTests {
    /// One thing that differs, and the sentence that must tell it; nothing else may be told.
    struct Planted: CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout [String: TreeEntry]) -> Void
        let told: [String]
    }

    private static let below = try? tree { archive in
        archive.add("dir/", type: "5", mode: 0o750, uid: 3)
        archive.add("dir/old", [1])
        archive.add("dir/gone", [1])
        archive.add("implied/", type: "5", mode: 0o700, gid: 4)
    }

    private static let served = try? tree { archive in
        archive.add("dir/", type: "5", mode: 0o750, uid: 3)
        archive.add("dir/.wh.gone")
        archive.add("dir/a", [1, 2, 3], mode: 0o755, uid: 1, gid: 2, pax: [("SCHILY.xattr.user.x", [65])])
        archive.add("dir/b", type: "1", mode: 0o755, uid: 1, gid: 2, linkName: "dir/a")
        archive.add("dir/link", type: "2", linkName: "a")
        archive.add("dir/tty", type: "3", device: (5, 1))
        archive.add("opaque/.wh..wh..opq")
        archive.add("implied/file", [4])
        archive.add("../out", [4])
    }

    private static let implied: [String: TreeEntry] = [
        "": TreeEntry(kind: .directory(isOpaque: false), mode: 0o555, time: FileTime(seconds: 77)),
        "opaque": TreeEntry(kind: .directory(isOpaque: true), mode: 0o711, uid: 9),
        "implied": TreeEntry(
            kind: .directory(isOpaque: false), mode: 0o700, gid: 4, time: FileTime(seconds: 5_000_000)),
    ]

    private static func changing(_ path: String, _ change: @escaping @Sendable (inout TreeEntry) -> Void)
        -> @Sendable (inout [String: TreeEntry]) -> Void
    {
        { entries in
            if let entry = entries[path] {
                entries[path] = {
                    var copy = entry; change(&copy); return copy
                }()
            }
        }
    }

    static let all: [Planted] = [
        Planted(testDescription: "nothing", change: { _ in }, told: []),
        Planted(
            testDescription: "mode", change: changing("dir/link") { $0.mode = 0 },
            told: []),
        Planted(
            testDescription: "the mode of a device", change: changing("dir/tty") { $0.mode = 0o4644 },
            told: ["dir/tty: mode 04644, expected 0644"]),
        Planted(
            testDescription: "owner", change: changing("dir") { $0.uid = 0 },
            told: ["dir: owner 0:0, expected 3:0"]),
        Planted(
            testDescription: "time", change: changing("dir/link") { $0.time.nanoseconds = 5 },
            told: ["dir/link: time 1000.000000005, expected 1000"]),
        Planted(
            testDescription: "an xattr less", change: changing("dir/a") { $0.xattrs = [:] },
            told: ["dir/a: xattr user.x not set, expected 0x41"]),
        Planted(
            testDescription: "an xattr more", change: changing("implied/file") { $0.xattrs["user.y"] = [] },
            told: ["implied/file: xattr user.y 0x, expected not set"]),
        Planted(
            testDescription: "an xattr of another value", change: changing("dir/a") { $0.xattrs["user.x"] = [66] },
            told: ["dir/a: xattr user.x 0x42, expected 0x41"]),
        Planted(
            testDescription: "a label of the node", change: changing("dir/a") { $0.xattrs["security.selinux"] = [66] },
            told: []),
        Planted(
            testDescription: "the target of a link",
            change: changing("dir/link") { $0.kind = .symbolicLink(target: "b") },
            told: ["dir/link: leads to 'b', expected 'a'"]),
        Planted(
            testDescription: "size",
            change: changing("implied/file") { $0.kind = .file(size: 2, ContentHasher().finish()) },
            told: ["implied/file: size 2, expected 1"]),
        Planted(
            testDescription: "bytes",
            change: changing("implied/file") { $0.kind = .file(size: 1, ContentHasher().finish()) },
            told: [
                "implied/file: bytes hash to sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, "
                    + "expected sha256:e52d9c508c502347344d8c07ad91cbd6068afc75ff6292f062a09ca381c89e71"
            ]),
        Planted(
            testDescription: "kind", change: changing("dir/link") { $0.kind = .fifo },
            told: ["dir/link: is a named pipe, expected a symbolic link"]),
        Planted(
            testDescription: "the numbers of a device",
            change: changing("dir/tty") { $0.kind = .characterDevice(DeviceNumber(major: 5, minor: 2)) },
            told: ["dir/tty: is character device 5:2, expected character device 5:1"]),
        Planted(
            testDescription: "a missing file", change: { $0["implied/file"] = nil },
            told: ["implied/file: is not there, expected a file"]),
        Planted(
            testDescription: "a missing whiteout", change: { $0["dir/gone"] = nil },
            told: ["dir/gone: is not there, expected a whiteout"]),
        Planted(
            testDescription: "a whiteout that is a file", change: { $0["dir/gone"] = $0["implied/file"] },
            told: ["dir/gone: is a file, expected a whiteout"]),
        Planted(
            testDescription: "something more", change: { $0["dir/new"] = .whiteout },
            told: ["dir/new: is there as a whiteout, expected nothing"]),
        Planted(
            testDescription: "a name that leads out, cut short", change: { $0["out"] = $0["implied/file"] }, told: []),
        Planted(
            testDescription: "a folder that is not opaque",
            change: changing("opaque") { $0.kind = .directory(isOpaque: false) },
            told: ["opaque: does not hide what lower layers have in it, expected that it does"]),
        Planted(
            testDescription: "a folder that is opaque",
            change: changing("dir") { $0.kind = .directory(isOpaque: true) },
            told: ["dir: hides what lower layers have in it, expected that it does not"]),
        Planted(
            testDescription: "a file of its own in place of a hard link",
            change: changing("dir/b") { $0.linkedTo = nil },
            told: ["dir/b: is a file of its own, expected another name of 'dir/a'"]),
        Planted(
            testDescription: "a hard link in place of a file",
            change: changing("implied/file") { $0.linkedTo = "dir/a" },
            told: ["implied/file: is another name of 'dir/a', expected a file of its own"]),
        Planted(
            testDescription: "an implied folder that is not as below",
            change: changing("implied") { $0.mode = 0o755 },
            told: ["implied: mode 0755, expected 0700, as in the layers below"]),
    ]

    @Test(arguments: all)
    func `each difference is told, and no other`(planted: Planted) throws {
        let (below, served) = (try #require(Self.below), try #require(Self.served))
        var entries = served.entries.merging(Self.implied) { $1 }
        planted.change(&entries)
        var comparison = TreeComparison("layer 2", of: served, above: [below], rules: TreeRules())
        var stored = LayerTree()
        stored.entries = entries
        comparison.see(stored)
        #expect(comparison.finish() == planted.told.map { "layer 2: " + $0 })
        #expect(comparison.count == entries.count)
        #expect(comparison.exceptions.isEmpty)
    }

    @Test func `files are counted, wrong and empty ones too`() throws {
        let served = try tree { archive in
            for name in ["right", "lost", "cut", "changed"] { archive.add(name, [1, 2]) }
            archive.add("void", [])
            archive.add("dir/", type: "5")
        }
        let stored = try tree { archive in
            archive.add("right", [1, 2])
            archive.add("cut", [])
            archive.add("changed", [1, 3])
            archive.add("void", [])
            archive.add("dir/", type: "5")
        }
        var comparison = TreeComparison("layer 1", of: served, above: [], rules: TreeRules())
        comparison.see(stored)
        _ = comparison.finish()
        #expect(comparison.files.served == 5 && comparison.files.wrong == 3 && comparison.files.empty == 1)
        #expect(comparison.files.problem == "3 of 5 files do not hold what was served, and 1 of them hold nothing")
        #expect(FileTally().problem == nil)
    }

    @Test func `names that share a file on disk are seen to`() throws {
        let served = try tree { archive in
            archive.add("a", [1])
            archive.add("b", type: "1", linkName: "a")
            archive.add("c", [1])
        }
        let file = try #require(served.entries["a"])
        func told(_ numbers: [String: UInt64]) -> [String] {
            var comparison = TreeComparison("layer 1", of: served, above: [], rules: TreeRules())
            for (name, number) in numbers {
                comparison.see(name, file, file: TreeComparison.FileIdentity(device: 1, inode: number))
            }
            return comparison.finish()
        }
        #expect(told(["b": 1, "a": 1, "c": 2]).isEmpty)
        #expect(told(["b": 1, "a": 3, "c": 2]) == ["layer 1: b: is a file of its own, expected another name of 'a'"])
        #expect(told(["b": 1, "a": 1, "c": 1]) == ["layer 1: c: is another name of 'a', expected a file of its own"])
    }

    @Test func `a file of a lower layer may get a new name, and be copied up for it`() throws {
        let below = try tree { $0.add("dir/old", [1]) }
        let served = try tree { $0.add("new", type: "1", linkName: "dir/old") }
        let file = try #require(below.entries["dir/old"])
        func told(_ entries: [String: TreeEntry]) -> [String] {
            var comparison = TreeComparison("layer 2", of: served, above: [below], rules: TreeRules())
            var stored = LayerTree()
            stored.entries = entries
            comparison.see(stored)
            return comparison.finish()
        }
        let folder = TreeEntry(kind: .directory(isOpaque: false), mode: 0o755)
        #expect(told(["new": file]).isEmpty)
        #expect(told(["new": file, "dir": folder, "dir/old": file]).isEmpty)
        var other = file
        other.kind = .fifo
        #expect(told(["new": other]) == ["layer 2: new: is a named pipe, expected a file"])
    }

    @Test func `times are excused where the rules say so, and by no more`() throws {
        let served = try tree { archive in
            archive.add("a", [1], pax: [("mtime", Array("7.5".utf8))])
            archive.add("dir/", type: "5")
            archive.add("link", type: "2", linkName: "a")
        }
        var rules = TreeRules()
        rules.fractions = TreeRules.Exception("fractions")
        rules.folderTimes = TreeRules.Exception("folders")
        rules.linkTimes = TreeRules.Exception("links")
        func told(_ path: String, _ time: FileTime) throws -> (differences: [String], exceptions: [String]) {
            var entry = try #require(served.entries[path])
            let expected = entry
            entry.time = time
            let found = AttributeComparison(rules: rules).differences(entry, expected: expected)
            return (found.differences, found.exceptions.map(\.reason))
        }
        #expect(try told("a", FileTime(seconds: 7)) == ([], ["fractions"]))
        #expect(try told("a", FileTime(seconds: 7, nanoseconds: 500_000_999)) == ([], ["fractions"]))
        for time in [FileTime(seconds: 7, nanoseconds: 500_001_000), FileTime(seconds: 8)] {
            #expect(try told("a", time) == (["time \(time), expected 7.500000000"], []))
        }
        #expect(try told("dir", FileTime(seconds: 9)) == ([], ["folders"]))
        #expect(try told("link", FileTime(seconds: 9)) == ([], ["links"]))
    }

    @Test func `ten differences are told, and how many more there are`() throws {
        let served = try tree { archive in for number in 0..<25 { archive.add("file-\(number)", [1]) } }
        var comparison = TreeComparison("layer 1", of: served, above: [], rules: TreeRules())
        let told = comparison.finish()
        #expect(told.count == 11)
        #expect(told.last == "layer 1: 15 more differences")
    }

    @Test func `an exception is said where it was used, and excuses nothing else`() throws {
        let served = try tree { archive in
            archive.add("a", [1], pax: [("SCHILY.xattr.trusted.x", [65]), ("SCHILY.xattr.user.x", [65])])
        }
        var rules = TreeRules()
        let exception = TreeRules.Exception("xattrs trusted.*")
        rules.droppedXattrs["trusted."] = exception
        func seen(_ xattrs: [String: [UInt8]]) throws -> TreeComparison {
            var entry = try #require(served.entries["a"])
            entry.xattrs = xattrs
            var comparison = TreeComparison("layer 1", of: served, above: [], rules: rules)
            comparison.see("a", entry)
            return comparison
        }
        var without = try seen(["user.x": [65]])
        #expect(without.finish().isEmpty && without.exceptions == [exception])
        var none = try seen([:])
        #expect(none.finish() == ["layer 1: a: xattr user.x not set, expected 0x41"])
        var wrong = try seen(["user.x": [65], "trusted.x": [66]])
        #expect(wrong.finish() == ["layer 1: a: xattr trusted.x 0x42, expected 0x41"])
        #expect(wrong.exceptions.isEmpty)
    }

    @Test func `a folder that gets files of the tool may have another time`() throws {
        let served = try tree { archive in
            archive.add("etc/", type: "5")
            archive.add("etc/x", [1])
        }
        func differences(_ rules: TreeRules) -> [String] {
            var comparison = TreeComparison("image", of: served, above: [], rules: rules)
            for (path, entry) in served.entries {
                var entry = entry
                if path == "etc" { entry.time = FileTime(seconds: 99) }
                comparison.see(path, entry)
            }
            return comparison.finish()
        }
        var rules = TreeRules()
        rules.added["etc/"] = TreeRules.Exception("all in it")
        #expect(differences(rules).count == 1)
        rules.added["etc/hosts"] = TreeRules.Exception("its own file")
        #expect(differences(rules) == [])
    }
}
