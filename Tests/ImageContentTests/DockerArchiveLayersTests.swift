import Testing

@testable import ImageContent

@Suite struct DockerArchiveLayersTests {
    private static let config = Digest.sha256(of: [2])
    private let truth = ImageTruth(
        manifestMediaType: MediaType.dockerManifest, manifestDigest: .sha256(of: [1]), indexDigest: nil,
        configDigest: config, layerDigests: [], diffIDs: [], manifestSize: 1, configSize: 1, layerSizes: [])

    private var saved: [UInt8] {
        let manifest = """
            [{"Config": "other", "Layers": ["x"]},
             {"Config": "sha256:\(Self.config.hex)", "Layers": ["a/layer.tar", "b/layer.tar", "loop"]}]
            """
        return archive([
            entry("b/layer.tar", [], type: "2", linkName: "../a/layer.tar"),
            entry("loop", [], type: "2", linkName: "loop"),
            entry("a/layer.tar", [UInt8](repeating: 7, count: 700)), entry("manifest.json", Array(manifest.utf8)),
        ])
    }

    @Test func `layers are found by the manifest, through links`() throws {
        #expect(
            try DockerArchiveLayers.names(in: reader(saved), of: truth) == ["a/layer.tar", "b/layer.tar", "loop"])
        for name in ["a/layer.tar", "./b/layer.tar"] {
            let read = try #require(try DockerArchiveLayers.reader(of: name, in: { reader(saved) }))
            var content: [UInt8] = []
            while case let piece = try read(100), !piece.isEmpty { content += piece }
            #expect(content == [UInt8](repeating: 7, count: 700))
        }
        #expect(try DockerArchiveLayers.reader(of: "loop", in: { reader(saved) }) == nil)
        #expect(try DockerArchiveLayers.reader(of: "none", in: { reader(saved) }) == nil)
    }
}
