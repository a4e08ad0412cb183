import Foundation
import Testing

@testable import ImageContent

@Suite struct DockerSaveTests {
    /// An archive as docker 20.10 writes it: a folder for each layer, and a link for one that repeats.
    private func saved(_ tags: [String] = ["demo:1"], change: (inout [String: [UInt8]]) -> Void = { _ in }) -> [UInt8] {
        let layers = (0..<2).map { archive([entry("file-\($0)", [UInt8($0)])]) }
        let config = ImageConfiguration(
            created: nil, architecture: "amd64", os: "linux", config: nil,
            rootfs: .init(diffIDs: [layers[0], layers[1], layers[0]].map { .sha256(of: $0) }), history: nil)
        let bytes = ImageDocument.encode(config)
        let name = Digest.sha256(of: bytes).hex + ".json"
        let image = JSONValue.object([
            "Config": .string(name), "RepoTags": .array(tags.map { .string($0) }),
            "Layers": .array(["a/layer.tar", "b/layer.tar", "c/layer.tar"].map { .string($0) }),
        ])
        var files = [
            name: bytes, "a/layer.tar": layers[0], "b/layer.tar": layers[1],
            "manifest.json": ImageDocument.encode(JSONValue.array([image])),
        ]
        change(&files)
        return archive(
            files.sorted { $0.key < $1.key }.map { entry($0.key, $0.value) }
                + [entry("c/layer.tar", [], type: "2", linkName: "../a/layer.tar")])
    }

    private func withArchive<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            try Data(bytes).write(to: URL(filePath: folder + "/saved.tar"))
            return try body(folder + "/saved.tar")
        }
    }

    @Test func `layers are served as they are in the archive`() throws {
        try withArchive(saved()) { file in
            let read = try LayoutImage(LayoutSource(path: file, tag: "demo:1"))
            let image = read.draft(as: read.completing(ImageRecipe())).sealed()
            #expect(image.tagTarget.mediaType == MediaType.dockerManifest)
            let manifest = try ImageDocument.decode(ImageManifest.self, from: image.tagTarget.bytes, named: "manifest")
            #expect(manifest.layers.map(\.mediaType) == Array(repeating: MediaType.dockerLayer, count: 3))
            #expect(manifest.layers[0] == manifest.layers[2])
            #expect(manifest.layers.map(\.digest) == image.truth.diffIDs)
            for layer in manifest.layers {
                let bytes = try #require(image.blob(layer.digest).map(contents))
                #expect(Digest.sha256(of: bytes) == layer.digest && bytes.count == layer.size)
            }
            let config = try #require(image.blob(manifest.config.digest))
            #expect(Digest.sha256(of: contents(config)) == manifest.config.digest)
        }
    }

    @Test func `what is wrong with an archive is told with the name in it`() throws {
        try withArchive(saved { $0["b/layer.tar"]?[600] ^= 1 }) { file in
            #expect(
                LayoutOnDisk.objection(file)?.hasPrefix("'.: b/layer.tar' is layer 2, which should unpack to") == true)
        }
        try withArchive(saved { $0["a/layer.tar"] = nil }) { file in
            #expect(LayoutOnDisk.objection(file)?.hasPrefix("'.: a/layer.tar' is missing, layer 1") == true)
        }
        try withArchive(saved { $0["manifest.json"] = Array("[]".utf8) }) { file in
            #expect(LayoutOnDisk.objection(file)?.hasPrefix("'.: manifest.json' lists no images") == true)
        }
        try withArchive(Array(saved().dropLast(6000))) { file in
            #expect(LayoutOnDisk.objection(file)?.hasPrefix("'.' is no archive: ") == true)
        }
        try withArchive(saved()) { file in
            #expect(
                LayoutOnDisk.objection(file, tag: "2")
                    == "'.: manifest.json' names no image '2'; expected one of demo:1")
        }
    }
}
