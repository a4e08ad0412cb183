import Testing

@testable import ImageContent

/// The formats of sparse files of the GNU tar manual; what they hold is "ab", six zeros, "cd", two zeros.
@Suite struct SparseFileTests {
    private static let content = Array("ab\0\0\0\0\0\0cd\0\0".utf8)
    private static let stored = Array("abcd".utf8) + [UInt8](repeating: 0, count: 508)

    enum Format: CaseIterable { case old, oldExtended, pax00, pax01, pax10 }

    private func made(_ format: Format) -> MadeArchive {
        var made = MadeArchive()
        func pax(_ records: [(String, String)]) -> [(String, [UInt8])] { records.map { ($0, Array($1.utf8)) } }
        switch format {
        case .old, .oldExtended:
            var header = TarHeader.ustar(name: "sparse", type: "S", size: 4)
            header.replaceSubrange(257..<265, with: Array("ustar  \0".utf8))
            let pieces = ["00000000000\0" + "00000000002\0", "00000000010\0" + "00000000002\0"]
            header.replaceSubrange(483..<495, with: Array("00000000014\0".utf8))
            if format == .old {
                header.replaceSubrange(386..<434, with: Array(pieces.joined().utf8))
                made.add(header: header, Self.stored)
            } else {
                header.replaceSubrange(386..<410, with: Array(pieces[0].utf8))
                header[482] = 1
                let more = Array(pieces[1].utf8)
                made.add(header: header, more + [UInt8](repeating: 0, count: 512 - more.count) + Self.stored)
            }
        case .pax00:
            made.add(
                "sparse", Array("abcd".utf8),
                pax: pax([
                    ("GNU.sparse.size", "12"), ("GNU.sparse.numblocks", "2"), ("GNU.sparse.offset", "0"),
                    ("GNU.sparse.numbytes", "2"), ("GNU.sparse.offset", "8"), ("GNU.sparse.numbytes", "2"),
                ]))
        case .pax01:
            made.add(
                "GNUSparseFile.1/sparse", Array("abcd".utf8),
                pax: pax([
                    ("GNU.sparse.size", "12"), ("GNU.sparse.name", "sparse"), ("GNU.sparse.numblocks", "2"),
                    ("GNU.sparse.map", "0,2,8,2"),
                ]))
        case .pax10:
            let map = Array("2\n0\n2\n8\n2\n".utf8)
            made.add(
                "GNUSparseFile.1/sparse", map + [UInt8](repeating: 0, count: 512 - map.count) + Array("abcd".utf8),
                pax: pax([
                    ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "sparse"),
                    ("GNU.sparse.realsize", "12"),
                ]))
        }
        made.add("after", [9])
        return made
    }

    @Test(arguments: Format.allCases)
    func `a sparse file is read with its holes`(format: Format) throws {
        var archive = TarReader(read: reader(made(format).bytes, piece: 7))
        let entry = try #require(try archive.next())
        #expect(entry.name == "sparse" && entry.kind == .file && entry.size == 12)
        #expect(try archive.readContent(limit: 12) == Self.content)
        #expect(try archive.next()?.name == "after")
        #expect(try archive.readContent(limit: 1) == [9])
        var skipped = TarReader(read: reader(made(format).bytes))
        _ = try skipped.next()
        #expect(try skipped.next()?.name == "after")
    }

    /// A hole of 2^62 bytes must cost nothing to skip.
    @Test func `a huge hole is skipped, and too large for a tree`() throws {
        var made = MadeArchive()
        made.add(
            "sparse", Array("abcd".utf8),
            pax: [
                ("GNU.sparse.size", Array("4611686018427387904".utf8)), ("GNU.sparse.map", Array("0,4".utf8)),
            ])
        made.add("after", [9])
        var archive = TarReader(read: reader(made.bytes))
        #expect(try archive.next()?.size == 1 << 62)
        #expect(try archive.next()?.name == "after")
        var limit = TreeLimit.standard
        #expect(throws: TreeUnread.self) { try LayerTree(layer: reader(made.bytes), limit: &limit) }
    }

    @Test(arguments: ["0,2,1,2", "0,2,11,2", "0,2", "0,2,8", "0,2,8,3", "x", "0,9223372036854775807,9,1"])
    func `maps that overlap, end early or are no numbers are errors`(map: String) {
        var made = MadeArchive()
        made.add(
            "sparse", Array("abcd".utf8),
            pax: [("GNU.sparse.size", Array("12".utf8)), ("GNU.sparse.map", Array(map.utf8))])
        #expect(throws: ImageContentError.self) {
            var archive = TarReader(read: reader(made.bytes))
            while try archive.next() != nil {}
        }
    }
}
