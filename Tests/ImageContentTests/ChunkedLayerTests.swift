import Foundation
import Testing

@testable import ImageContent

@Suite struct ChunkedLayerTests {
    private static let prefix = "io.github.containers.zstd-chunked."

    private func layer(_ size: Int) -> SyntheticLayer {
        SyntheticLayer(seed: 5, ordinal: 2, size: size, isChunked: true)
    }

    /// The content of the frame of raw blocks that begins at `offset`, and where it ends.
    private func unpacked(_ bytes: [UInt8], at offset: Int) throws -> (content: [UInt8], end: Int) {
        try #require(Array(bytes[offset..<offset + 6]) == [0x28, 0xb5, 0x2f, 0xfd, 0, 0x38])
        var position = offset + 6
        var content: [UInt8] = []
        while true {
            let header = bytes[position..<position + 3].reversed().reduce(0) { $0 << 8 | Int($1) }
            try #require(header & 0b110 == 0, "the block at \(position) is not raw")
            content += bytes[position + 3..<position + 3 + header >> 3]
            position += 3 + header >> 3
            if header & 1 == 1 { return (content, position) }
        }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// The archive of a layer, and its frames to be skipped.
    private func read(_ bytes: [UInt8]) throws -> (archive: [UInt8], skipped: [(start: Int, content: [UInt8])]) {
        var position = 0
        var archive: [UInt8] = []
        var skipped: [(start: Int, content: [UInt8])] = []
        while position < bytes.count {
            if bytes[position] == 0x50 {
                try #require(Array(bytes[position..<position + 4]) == [0x50, 0x2a, 0x4d, 0x18])
                let end = position + 8 + number(bytes[position + 4..<position + 8])
                skipped.append((position + 8, Array(bytes[position + 8..<end])))
                position = end
            } else {
                let frame = try unpacked(bytes, at: position)
                archive += frame.content
                position = frame.end
            }
        }
        return (archive, skipped)
    }

    @Test(arguments: [64 << 10, 64 << 10 | 1, 99_999, 1 << 20, 3_333_333])
    func aSizeIsMetAndTheArchiveHasItsDiffID(size: Int) throws {
        let layer = layer(size)
        let bytes = contents(layer.blob)
        #expect(bytes.count == size && layer.size == size)
        #expect(Digest.sha256(of: bytes) == layer.digest)
        let archive = try read(bytes).archive
        #expect(archive.count == layer.archiveSize)
        #expect(Digest.sha256(of: archive) == layer.diffID)
        var tar = TarReader(read: reader(archive))
        var names: [String] = []
        while let entry = try tar.next() { names.append(entry.name) }
        #expect(names.count == 9 && names.prefix(3) == ["content/", "content/1/", "content/1/layer-2-1.bin"])
    }

    @Test func aSizeOutOfRangeBecomesTheNearest() {
        #expect(layer(0).size == 64 << 10)
        #expect(ImageRecipe(compression: .zstdChunked).sizes(ofLayer: 1) == 64 << 10...1 << 30)
    }

    @Test func theAnnotationsAndTheFooterSayWhereTheDocumentsAre() throws {
        let layer = layer(1 << 20)
        let bytes = contents(layer.blob)
        let annotations = try #require(layer.annotations)
        let skipped = try read(bytes).skipped
        try #require(skipped.count == 4)
        let (contents, tarSplit, footer) = (skipped[1], skipped[2], skipped[3])
        let text = try unpacked(contents.content, at: 0).content
        let lines = try unpacked(tarSplit.content, at: 0).content
        #expect(annotations[Self.prefix + "manifest-checksum"] == "\(Digest.sha256(of: contents.content))")
        #expect(
            annotations[Self.prefix + "manifest-position"]
                == "\(contents.start):\(contents.content.count):\(text.count):1")
        #expect(
            annotations[Self.prefix + "tarsplit-position"]
                == "\(tarSplit.start):\(tarSplit.content.count):\(lines.count)")
        #expect(footer.content.count == 64 && footer.content.suffix(8) == Array("GNUlInUx".utf8)[...])
        let numbers = (0..<7).map { number(footer.content[$0 * 8..<$0 * 8 + 8]) }
        #expect(
            numbers == [
                contents.start, contents.content.count, text.count, 1, tarSplit.start, tarSplit.content.count,
                lines.count,
            ])
    }

    @Test func theTableOfContentsLeadsToEachFile() throws {
        let layer = layer(1 << 20)
        let bytes = contents(layer.blob)
        let skipped = try read(bytes).skipped
        let text = try unpacked(skipped[1].content, at: 0).content
        let table = try JSONDecoder().decode(ChunkedContents.self, from: Data(text))
        #expect(table.version == 1 && table.tarSplitDigest == .sha256(of: skipped[2].content))
        let files = table.entries.filter { $0.type == "reg" }
        #expect(files.count == 4 && table.entries.count == 9)
        var last: Int?
        for file in files {
            let offset = try #require(file.offset)
            let frame = try unpacked(bytes, at: offset)
            #expect(frame.end == file.endOffset && frame.content.count == file.size)
            #expect(Digest.sha256(of: frame.content) == file.digest)
            // More than what containers/storage asks for together.
            if let last { #expect(offset - last > 1024) }
            last = file.endOffset
        }
    }

    @Test func theFirstFileIsInEveryLayerAndNoOther() throws {
        let tables = try (1...3).map { ordinal in
            let layer = SyntheticLayer(seed: 5, ordinal: ordinal, size: 100_000, isChunked: true)
            let text = try unpacked(read(contents(layer.blob)).skipped[1].content, at: 0).content
            return try JSONDecoder().decode(ChunkedContents.self, from: Data(text))
        }
        let digests = tables.map { $0.entries.compactMap(\.digest) }
        #expect(digests.allSatisfy { $0.count == 4 })
        #expect(Set(digests.flatMap(\.self)).count == 1 + 3 * 3)
        #expect(Set(digests.map(\.first)).count == 1)
    }

    @Test func tarSplitPutsTheArchiveTogether() throws {
        let layer = layer(200_000)
        let (archive, skipped) = try read(contents(layer.blob))
        let lines = try unpacked(skipped[2].content, at: 0).content.split(separator: UInt8(ascii: "\n"))
        let entries = try lines.map { try JSONDecoder().decode(TarSplitEntry.self, from: Data($0)) }
        #expect(entries.map(\.position) == Array(0..<19))
        var position = 0
        for entry in entries {
            switch entry.type {
            case .segment:
                let payload = try #require(entry.payload)
                #expect(Data(archive[position..<position + payload.count]) == payload)
                position += payload.count
            case .file:
                var checksum = CRC64()
                archive[position..<position + (entry.size ?? 0)].withUnsafeBytes { checksum.update($0) }
                if let payload = entry.payload { #expect(Data(checksum.bytes) == payload) }
                position += entry.size ?? 0
            }
        }
        #expect(position == archive.count)
    }

    @Test func theChecksumIsThatOfGo() {
        // Go, hash/crc64, crc64_test.go: the first golden values of ISO.
        for (text, sum) in [("a", 0x3420_0000_0000_0000), ("ab", 0x36c4_2000_0000_0000)] as [(String, UInt64)] {
            var checksum = CRC64()
            Array(text.utf8).withUnsafeBytes { checksum.update($0) }
            #expect(checksum.bytes == withUnsafeBytes(of: sum.bigEndian) { Array($0) })
        }
    }

    @Test func anyRangeEqualsThatPartOfTheWhole() {
        let blob = layer(400_001).blob
        let whole = contents(blob)
        var generator = SplitMix64(state: 7)
        for _ in 0..<1000 {
            let offset = Int.random(in: 0...400_001, using: &generator)
            let count = Int.random(in: 0...(Bool.random(using: &generator) ? 40 : 140_000), using: &generator)
            #expect(blob.read(at: offset, count: count) == Array(whole.dropFirst(offset).prefix(count)))
        }
    }

    @Test func theProgramZstdAcceptsALayer() async throws {
        let layer = layer(300_000)
        if let check = try await run("/usr/bin/zstd", ["-q", "-t"], on: contents(layer.blob)) {
            #expect(check.status == 0)
        }
    }

    @Test func theManifestNamesTheFormAndTheAnnotations() throws {
        let recipe = ImageRecipe(layers: 2, layerSize: 64 << 10, format: .oci, compression: .zstdChunked)
        let draft = ImageDraft(recipe: recipe, seed: 1)
        let manifest = try ImageDocument.decode(ImageManifest.self, from: draft.manifest, named: "manifest")
        #expect(manifest.layers.map(\.mediaType) == Array(repeating: MediaType.ociLayerZstd, count: 2))
        #expect(manifest.layers.map(\.annotations) == draft.layers.map(\.annotations))
        #expect(manifest.layers.allSatisfy { $0.annotations?.count == 3 })
    }
}
