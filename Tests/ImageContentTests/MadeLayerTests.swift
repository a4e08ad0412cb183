import ImageContent
import Testing

@testable import ImageContent

@Suite struct MadeLayerTests {
    private func layer(_ recipe: ImageRecipe, _ number: Int = 1) -> DraftLayer {
        ImageDraft(recipe: recipe, seed: 7).layers[number - 1]
    }

    private func recipe(_ compression: ImageRecipe.Compression, size: Int = 100_000) -> ImageRecipe {
        ImageRecipe(layers: 2, layerSize: size, format: .oci, compression: compression)
    }

    private func unpacked(_ bytes: [UInt8], _ compression: ImageRecipe.Compression) throws -> [UInt8] {
        var content: [UInt8] = []
        switch compression {
        case .none: content = bytes
        case .zstd, .zstdChunked:
            let stream = try ZstdStream()
            // In odd pieces, so that no frame starts with one.
            for start in stride(from: 0, to: bytes.count, by: 777) {
                try bytes[start..<min(start + 777, bytes.count)].withUnsafeBytes { piece in
                    try stream.update(piece) { content += $0 }
                }
            }
            try stream.finish()
        case .stored, .gzip, .gzipMembers, .gzipTrailing, .estargz:
            let stream = try GunzipStream()
            try bytes.withUnsafeBytes { try stream.update($0) { content += $0 } }
            try stream.finish()
        }
        return content
    }

    @Test(arguments: ImageRecipe.Compression.allCases.filter { $0 != .gzipTrailing })
    func `a layer unpacks to what its DiffID names`(compression: ImageRecipe.Compression) throws {
        let layer = layer(recipe(compression))
        let bytes = contents(layer.blob)
        #expect(Digest.sha256(of: bytes) == layer.digest && bytes.count == layer.size)
        let archive = try unpacked(bytes, compression)
        #expect(Digest.sha256(of: archive) == layer.diffID && archive.count == layer.archiveSize)
    }

    @Test func `libraries compress what repeats`() {
        for compression in [ImageRecipe.Compression.gzip, .gzipMembers, .estargz, .zstd] {
            let layer = layer(recipe(compression))
            #expect(layer.size < layer.archiveSize * 2 / 3, "\(compression)")
        }
        #expect(layer(recipe(.none)).size == layer(recipe(.none)).archiveSize)
    }

    @Test func `each form is what its name says`() throws {
        func starts(_ compression: ImageRecipe.Compression) -> [Int] {
            let bytes = contents(layer(recipe(compression)).blob)
            return bytes.indices.dropLast(3).filter { Array(bytes[$0..<$0 + 4]) == [0x1f, 0x8b, 8, 0] }
        }
        #expect(starts(.gzip) == [0])
        #expect(starts(.gzipMembers).count == 2)
        #expect(starts(.estargz).count >= 4)
        let plain = contents(layer(recipe(.gzip)).blob)
        #expect(contents(layer(recipe(.gzipTrailing)).blob) == plain + [UInt8](repeating: 0, count: 512))
        #expect(layer(recipe(.zstd)).blob.read(at: 0, count: 4) == [0x28, 0xb5, 0x2f, 0xfd])
    }

    @Test func `media types follow the compression`() {
        func types(_ format: ImageRecipe.Format, _ compression: ImageRecipe.Compression) -> String {
            layer(ImageRecipe(layers: 1, layerSize: 4096, format: format, compression: compression)).mediaType
        }
        #expect(types(.oci, .none) == "application/vnd.oci.image.layer.v1.tar")
        #expect(types(.docker, .none) == "application/vnd.docker.image.rootfs.diff.tar")
        #expect(types(.oci, .zstd) == "application/vnd.oci.image.layer.v1.tar+zstd")
        #expect(types(.oci, .gzipMembers) == "application/vnd.oci.image.layer.v1.tar+gzip")
    }

    @Test func `an eStargz layer names its table of contents`() throws {
        let layer = layer(recipe(.estargz))
        let archive = try unpacked(contents(layer.blob), .estargz)
        var reader = reader(of: archive)
        var names: [String] = []
        var table: [UInt8] = []
        while let entry = try reader.next() {
            names.append(entry.name)
            if entry.name == "stargz.index.json" { table = try reader.readContent(limit: 1 << 20) }
        }
        #expect(names.last == "stargz.index.json")
        #expect(
            layer.annotations?["containerd.io/snapshot/stargz/toc.digest"] == Digest.sha256(of: table).description)
        #expect(String(decoding: table, as: UTF8.self).contains(#""name":"content/layer-1.bin""#))
    }

    @Test func `layers of different sizes and compressions`() {
        var recipe = recipe(.gzip)
        recipe.layerSizes = [1, 50_000]
        recipe.compressions = [.none, .zstd]
        #expect(layer(recipe, 1).archiveSize < 4096 && layer(recipe, 1).mediaType == MediaType.ociLayer)
        #expect(layer(recipe, 2).archiveSize > 50_000 && layer(recipe, 2).mediaType == MediaType.ociLayerZstd)
    }

    /// Names, as tar(1) would list them, of the second layer.
    private func names(_ feature: LayerFeature) throws -> [String] {
        var recipe = recipe(.none, size: 100)
        recipe.features = [feature]
        var reader = reader(of: contents(layer(recipe, 2).blob))
        var names: [String] = []
        while let entry = try reader.next() {
            if entry.name.contains("features/\(feature.rawValue)/") {
                names.append(entry.name.replacing("features/\(feature.rawValue)/", with: ""))
            }
        }
        return names
    }

    @Test func `entries are those that the words promise`() throws {
        #expect(try names(.links) == ["", "file-2", "hard-2", "absolute-2", "dangling-2", "folder-2", "relative-2"])
        #expect(
            try names(.whiteouts)
                == ["", ".wh.removed-1", "opaque/", "opaque/.wh..wh..opq", "opaque/file-2", "removed-2"])
        #expect(try names(.devices) == ["", "null", "loop", "fifo"])
        #expect(try names(.folders) == ["", "empty-2/", "implied-2/deep/file", "./dotted-2"])
        #expect(try names(.duplicates) == ["", "folder-2/", "folder-2/", "file-2", "file-2"])
        #expect(try names(.files) == [""] + (1...20).map { "file-2-\($0)" })
        #expect(try names(.names).contains("line\nend-2"))
        let long = try names(.longNames)
        #expect(long.map(\.utf8.count).max() ?? 0 > 255 && long.contains { $0.hasPrefix("gnu-2-nnn") })
        #expect(try names(.xattrs) == ["", "user-2", "capability-2"])
        #expect(try names(.owners).count == 7 && names(.times).count == 6)
    }

    private func reader(of archive: [UInt8]) -> TarReader {
        var position = 0
        return TarReader { count in
            let piece = Array(archive[position..<min(position + count, archive.count)])
            position += piece.count
            return piece
        }
    }
}
