import CZlib
import ImageContent
import Testing

@Suite struct SyntheticLayerTests {
    @Test func `the same seed and ordinal give the same layer for ever`() {
        let layer = SyntheticLayer(seed: 1, ordinal: 1, size: 100_000)
        #expect(layer.digest.description == "sha256:8146303f6995daba685c68b49159bdf9224bd50b7d0d6533aed19bf26aa61d2b")
        #expect(layer.diffID.description == "sha256:1cad1651156701c0f23666d5ad6eedbfa8d2762766e42c8a17582a53626cd0bc")
        #expect(SyntheticLayer(seed: 1, ordinal: 1, size: 100_000).digest == layer.digest)
    }

    @Test func `neighbouring seeds and ordinals give different layers`() {
        var digests: Set<Digest> = []
        for seed in UInt64(0)..<8 {
            for ordinal in 1...8 {
                digests.insert(SyntheticLayer(seed: seed, ordinal: ordinal, size: 4096).diffID)
            }
        }
        #expect(digests.count == 64)
    }

    @Test func `a size is met exactly, and 2589 is the smallest`() {
        let sizes = Array(2590...4200) + Array(65_000...67_200) + [100_000, 131_071, 1 << 20, 3_333_333]
        for size in sizes where size % 7 == 0 || size > 100_000 {
            #expect(SyntheticLayer(seed: 1, ordinal: 1, size: size).size == size)
        }
        for size in [Int.min, -1, 0, 1024, 2588, 2589] {
            #expect(SyntheticLayer(seed: 1, ordinal: 1, size: size).size == 2589)
        }
    }

    @Test(arguments: [1024, 2589, 65_535, 65_540, 66_100, 200_000, 1 << 20])
    func `a layer unpacks to a tar archive with its diffID`(size: Int) throws {
        let layer = SyntheticLayer(seed: 9, ordinal: 2, size: size)
        let bytes = contents(layer.blob)
        #expect(Digest.sha256(of: bytes) == layer.digest)
        #expect(bytes.count == layer.size)
        let tar = try gunzip(bytes)
        #expect(tar.count == layer.archiveSize)
        #expect(Digest.sha256(of: tar) == layer.diffID)

        var archive = TarReader(read: reader(tar))
        let folder = try #require(try archive.next())
        #expect(folder.name == "content/" && folder.kind == .directory && folder.mode == 0o755)
        let file = try #require(try archive.next())
        #expect(file.name == "content/layer-2-1.bin" && file.kind == .file)
        #expect(try archive.readContent(limit: .max).count == file.size)
        #expect(try archive.next() == nil)
    }

    @Test func `any range equals that part of the whole`() {
        let blob = SyntheticLayer(seed: 3, ordinal: 1, size: 400_001).blob
        let whole = contents(blob)
        var generator = SplitMix64(state: 7)
        for _ in 0..<2000 {
            // Near the edges of stored blocks and pattern blocks, and anywhere else.
            let edge = 65_540 * Int.random(in: 0...6, using: &generator)
            let near = max(0, edge + Int.random(in: -60...60, using: &generator))
            let offset = Bool.random(using: &generator) ? near : Int.random(in: 0...400_001, using: &generator)
            let count = Int.random(in: 0...(Bool.random(using: &generator) ? 40 : 140_000), using: &generator)
            #expect(blob.read(at: offset, count: count) == Array(whole.dropFirst(offset).prefix(count)))
        }
        for (offset, count) in [(-1, 5), (400_001, 1), (Int.max, Int.max), (5, 0), (5, -1), (Int.min, 1)] {
            #expect(blob.read(at: offset, count: count).isEmpty)
        }
        #expect(blob.read(at: 400_000, count: .max) == [whole[400_000]])
    }

    @Test func `one bit flipped or bytes cut leave the stated digest as it was`() {
        let blob = SyntheticLayer(seed: 3, ordinal: 1, size: 100_000).blob
        let whole = contents(blob)
        let flipped = blob.flippingBit(at: 70_000)
        var expected = whole
        expected[70_000] ^= 1
        #expect(contents(flipped) == expected)
        #expect(flipped.read(at: 70_000, count: 1) == [expected[70_000]])
        #expect(flipped.digest == blob.digest)
        #expect(contents(flipped.flippingBit(at: 70_000)) == whole)
        #expect(contents(blob.flippingBit(at: -1).flippingBit(at: .max)) == whole)

        let cut = blob.truncated(to: 777)
        #expect(cut.size == 777 && cut.digest == blob.digest)
        #expect(cut.read(at: 770, count: 100) == Array(whole[770..<777]))
        #expect(blob.truncated(to: -4).size == 0)
        #expect(blob.truncated(to: .max).size == blob.size)
    }

    @Test func `the programs gzip and tar accept a layer`() async throws {
        let bytes = contents(SyntheticLayer(seed: 5, ordinal: 3, size: 300_000).blob)
        if let check = try await run("/usr/bin/gzip", ["-t"], on: bytes) {
            #expect(check.status == 0)
        }
        if let list = try await run("/usr/bin/tar", ["-tzf"], on: bytes) {
            #expect(list.status == 0)
            #expect(list.output == "content/\ncontent/layer-3-1.bin\n")
        }
    }

    @Test func `small content becomes a gzip member too`() throws {
        for size in [0, 1, 65_535, 65_536, 131_070] {
            let bytes = [UInt8](repeating: 7, count: size)
            #expect(try gunzip(StoredGzip.member(of: bytes)) == bytes)
        }
    }

    /// Unpacks with zlib itself; the output is at most 4 MiB.
    private func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var bytes = bytes
        var output = [UInt8](repeating: 0, count: 4 << 20)
        let produced: Int = bytes.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var stream = z_stream()
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                defer { inflateEnd(&stream) }
                let status = inflate(&stream, Z_FINISH)
                return status == Z_STREAM_END && stream.avail_in == 0 ? Int(stream.total_out) : -1
            }
        }
        try #require(produced >= 0, "zlib did not reach the end of the member")
        return Array(output[..<produced])
    }
}
