import ImageContent
import Testing

@Suite struct TarReaderTests {
    private static let sample = archive([
        entry("folder/", [], type: "5"),
        entry("folder/file", Array("hello".utf8)),
        entry("././@LongLink", Array((String(repeating: "n", count: 150) + "\0").utf8), type: "L"),
        entry("short", [1]),
        entry("pax", Array("22 path=pax/name-here\n12 size=600\n".utf8), type: "x"),
        entry("short", [UInt8](repeating: 2, count: 600)),
        entry("link", [], type: "2", linkName: "folder/file"),
    ])

    private func list(_ bytes: [UInt8], piece: Int = .max) throws -> [(entry: TarEntry, content: [UInt8])] {
        var archive = TarReader(read: reader(bytes, piece: piece))
        var found: [(TarEntry, [UInt8])] = []
        while let entry = try archive.next() {
            found.append((entry, try archive.readContent(limit: 1 << 20)))
        }
        return found
    }

    @Test(arguments: [1, 7, 511, 512, 513, Int.max])
    func `entries are read however the source cuts them`(piece: Int) throws {
        let found = try list(Self.sample, piece: piece)
        let long = String(repeating: "n", count: 150)
        #expect(found.map(\.entry.name) == ["folder/", "folder/file", long, "pax/name-here", "link"])
        #expect(found.map(\.entry.kind) == [.directory, .file, .file, .file, .symbolicLink])
        #expect(found.map(\.content.count) == [0, 5, 1, 600, 0])
        #expect(found.last?.entry.linkName == "folder/file")
    }

    @Test func `content not read is skipped and a limit is kept`() throws {
        var archive = TarReader(read: reader(Self.sample))
        var count = 0
        while try archive.next() != nil { count += 1 }
        #expect(count == 5)
        #expect(try archive.next() == nil)
        var limited = TarReader(read: reader(Self.sample))
        _ = try limited.next()
        _ = try limited.next()
        #expect(throws: ImageContentError.self) { try limited.readContent(limit: 4) }
    }

    @Test func `every prefix is an error`() {
        for end in stride(from: 0, to: Self.sample.count, by: 13) {
            #expect(throws: ImageContentError.self) { try list(Array(Self.sample.prefix(end))) }
        }
    }

    @Test func `a split ustar name is joined`() throws {
        var header = TarHeader.ustar(name: "name")
        header.replaceSubrange(345..<351, with: Array("prefix".utf8))
        #expect(try list(archive([resummed(header)])).map(\.entry.name) == ["prefix/name"])
    }

    @Test(arguments: [
        [UInt8](repeating: 0xff, count: 12), [0x80, 0, 0, 0, 0xff] + [UInt8](repeating: 0xff, count: 7),
        [0x80, 0, 0, 0, 0x7f] + [UInt8](repeating: 0xff, count: 7), Array("777777777777".utf8), Array("99".utf8),
    ])
    func `sizes that are negative, absurd or not numbers are errors`(size: [UInt8]) {
        var header = TarHeader.ustar(name: "file")
        header.replaceSubrange(124..<124 + size.count, with: size)
        #expect(throws: ImageContentError.self) { try list(archive([resummed(header)])) }
    }

    @Test(arguments: [
        "8 path=a\n", "0 path=a\n", "-5 path=a\n", "99999999999999999999 a=b\n", "x", "5 a=b", "7 abcd\n",
        "28 size=9223372036854775808\n", "11 size=-1\n", "11 size=+1\n", "11 size= 1\n", "+9 path=a\n",
        "11 path=a\0\n", "14 linkpath=\0\n",
    ])
    func `broken pax records are errors`(record: String) {
        let bytes = archive([entry("pax", Array(record.utf8), type: "x"), entry("file", [1])])
        #expect(throws: ImageContentError.self) { try list(bytes) }
    }

    /// POSIX.1-2017, pax, "pax Extended Header"; Go, archive/tar, `mergePAX`.
    @Test(arguments: [
        ("8 path=\n", "short", 1), ("17 path=pax/name\n8 path=\n", "short", 1),
        ("8 path=\n17 path=pax/name\n", "pax/name", 1), ("8 size=\n", "short", 1), ("10 size=2\n8 size=\n", "short", 1),
        ("10 size=0\n", "short", 0),
    ])
    func `a pax value of no length leaves the header's own`(records: String, name: String, size: Int) throws {
        let found = try list(
            archive([entry("pax", Array(records.utf8), type: "x"), entry("short", [UInt8](repeating: 7, count: size))])
        )
        #expect(found.map(\.entry.name) == [name])
        #expect(found.map(\.content.count) == [size])
    }

    @Test func `a pax link of no length leaves the header's own`() throws {
        let found = try list(
            archive([
                entry("pax", Array("13 linkpath=\n".utf8), type: "x"), entry("link", [], type: "2", linkName: "target"),
            ])
        )
        #expect(found.map(\.entry.linkName) == ["target"])
    }

    @Test func `a negative number in base 256 is an error, in a short field too`() throws {
        var header = TarHeader.ustar(name: "file")
        header.replaceSubrange(100..<108, with: [UInt8](repeating: 0xff, count: 8))
        #expect(throws: ImageContentError.self) { try list(archive([resummed(header)])) }
        header.replaceSubrange(100..<108, with: [0x80, 0, 0, 0, 0, 0, 1, 0xed])
        #expect(try list(archive([resummed(header)])).map(\.entry.mode) == [0o755])
    }

    @Test func `50000 mutations never trap`() {
        let small = archive([
            entry("a", Array("hello".utf8)),
            entry("pax", Array("22 path=pax/name-here\n12 size=600\n".utf8), type: "x"),
            entry("short", [UInt8](repeating: 2, count: 600)),
        ])
        var generator = SplitMix64(state: 11)
        var accepted = 0
        for _ in 0..<50_000 {
            var bytes = small
            let header = [0, 1024, 2048][Int.random(in: 0..<3, using: &generator)]
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let position = header + Int.random(in: 0..<512, using: &generator)
                bytes[position] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) {
                let position = 1536 + Int.random(in: 0..<34, using: &generator)
                bytes[position] = UInt8.random(in: 0...255, using: &generator)
            }
            // With a correct checksum the damage passes the first check.
            bytes.replaceSubrange(header..<header + 512, with: resummed(Array(bytes[header..<header + 512])))
            if (try? list(bytes)) != nil { accepted += 1 }
        }
        #expect(accepted > 0 && accepted < 50_000)
    }

    /// The header with a corrected checksum.
    private func resummed(_ header: [UInt8]) -> [UInt8] {
        var header = header
        var sum = 8 * 32
        header.withUnsafeBufferPointer { bytes in
            var position = 0
            while position < bytes.count {
                sum += position >= 148 && position < 156 ? 0 : Int(bytes[position])
                position += 1
            }
        }
        let digits = Array(String(sum, radix: 8).utf8)
        header.replaceSubrange(148..<156, with: [UInt8](repeating: 48, count: 6 - digits.count) + digits + [0, 32])
        return header
    }
}
