import Testing

@testable import ImageContent

/// What stores have of an image of schema 1: their own configuration, and often another manifest.
@Suite struct SchemaOneStoreTests {
    private let draft = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 5000, format: .dockerSchema1), seed: 4)
    private var truth: ImageTruth { draft.sealed().truth }

    private func layer(_ number: Int) -> [UInt8] { contents(draft.layers[number].blob) }

    /// A configuration as a puller makes it.
    private func configuration(_ diffIDs: [Digest]) -> [UInt8] {
        ImageDocument.encode(
            ImageConfiguration(
                created: nil, architecture: "amd64", os: "linux", config: nil, rootfs: .init(diffIDs: diffIDs),
                history: nil))
    }

    private func judge(_ files: [String: [UInt8]], converted: Digest? = nil) throws -> StoreReport {
        try StoreVerification.verify(
            directoryNames: { Array(files.keys) }, open: { reader(files[$0] ?? []) }, converted: converted,
            against: truth)
    }

    @Test func `a folder has the manifest as it came, and the layers`() throws {
        let served = draft.sealed().tagTarget.bytes
        var files = ["manifest.json": served]
        for (position, digest) in truth.layerDigests.enumerated() { files[digest.hex] = layer(position) }
        let size = truth.layerSizes.reduce(served.count, +)
        #expect(try judge(files) == StoreReport(present: true, verifiedBytes: size))

        var damaged = files
        damaged[truth.layerDigests[1].hex]?[1000] ^= 1
        #expect(try judge(damaged).problems.map { $0.prefix(21) } == ["layer 2: stored bytes"])
        damaged[truth.layerDigests[1].hex] = nil
        #expect(try judge(damaged).problems == ["layer 2: not stored, expected \(truth.layerDigests[1])"])

        // Without the signature it is what the digest is of; with another payload or a wrong signature it is nothing.
        let signed = try #require(SignedManifest(served))
        damaged = files
        damaged["manifest.json"] = signed.payload
        #expect(try judge(damaged).problems == [])
        for byte in [40, served.count - 60] {
            damaged["manifest.json"] = served
            damaged["manifest.json"]?[byte] ^= 1
            #expect(try judge(damaged).problems.map { $0.prefix(22) } == ["manifest: stored bytes"])
        }
        damaged["manifest.json"] = ImageDraft(recipe: draft.recipe, seed: 5).sealed().tagTarget.bytes
        #expect(try judge(damaged).problems.count == 1)
        damaged["manifest.json"] = nil
        #expect(try !judge(damaged).present)
    }

    @Test func `a content store has the manifest that containerd made of it`() throws {
        func store(layers: [Digest], diffIDs: [Digest]) -> (files: [String: [UInt8]], manifest: Digest) {
            let config = configuration(diffIDs)
            let manifest = ImageDocument.encode(
                ImageManifest(
                    mediaType: nil, config: Descriptor(mediaType: MediaType.dockerConfig, bytes: config),
                    layers: layers.map { Descriptor(mediaType: MediaType.dockerLayerGzip, digest: $0, size: 5000) }))
            var files = [config, manifest, layer(0), layer(1)].reduce(into: [:]) {
                $0[Digest.sha256(of: $1).layoutName] = $1
            }
            files["blobs/sha256/other"] = []
            return (files, .sha256(of: manifest))
        }
        let right = store(layers: truth.layerDigests, diffIDs: truth.diffIDs)
        #expect(try judge(right.files, converted: right.manifest).isWhole)
        #expect(try judge(right.files, converted: right.manifest).verifiedBytes > 10_000)
        #expect(try !judge(right.files).present)
        #expect(try judge(right.files, converted: .sha256(of: [])).problems.count == 1)

        let swapped = store(layers: truth.layerDigests.reversed(), diffIDs: truth.diffIDs)
        #expect(
            try judge(swapped.files, converted: swapped.manifest).problems.map { $0.prefix(15) } == ["manifest: names"])
        let wrong = store(layers: truth.layerDigests, diffIDs: truth.diffIDs.reversed())
        #expect(try judge(wrong.files, converted: wrong.manifest).problems.map { $0.prefix(14) } == ["config: states"])
        var damaged = right.files
        damaged[truth.layerDigests[0].layoutName]?[1000] ^= 1
        #expect(try judge(damaged, converted: right.manifest).problems.map { $0.prefix(8) } == ["layer 1:"])

        // Of other images the store itself names the manifest.
        let usual = ImageDraft(recipe: ImageRecipe(layers: 1, layerSize: 5000, isIndexed: false), seed: 1)
        let report = try StoreVerification.verify(
            directoryNames: { Array(right.files.keys) }, open: { reader(right.files[$0] ?? []) },
            converted: right.manifest, against: usual.sealed().truth)
        #expect(!report.present)
    }

    @Test func `an archive has the layers, and a configuration that names them`() throws {
        func judge(config: [UInt8]?, layers: [[UInt8]]) throws -> [String] {
            let names = layers.indices.map { "\"\($0).tar\"" }.joined(separator: ",")
            let list = #"[{"Config": "c.json", "RepoTags": ["demo:1"], "Layers": [\#(names)]}]"#
            let files =
                [config.map { entry("c.json", $0) }, entry("manifest.json", Array(list.utf8))].compactMap(\.self)
                + layers.enumerated().map { entry("\($0).tar", $1) }
            let report = try StoreVerification.verify(dockerArchive: reader(archive(files)), against: truth)
            #expect(report.present)
            return report.problems
        }
        let config = configuration(truth.diffIDs)
        #expect(try judge(config: config, layers: [layer(0), layer(1)]) == [])
        #expect(
            try judge(config: configuration(truth.diffIDs.reversed()), layers: [layer(0), layer(1)])
                .map { $0.prefix(14) } == ["config: states"])
        #expect(try judge(config: nil, layers: [layer(0), layer(1)]) == ["config: not stored"])
        #expect(try judge(config: Array("{}".utf8), layers: [layer(0), layer(1)]).count == 1)
        var damaged = layer(1)
        damaged[1000] ^= 1
        #expect(try judge(config: config, layers: [layer(0), damaged]).map { $0.prefix(8) } == ["layer 2:"])
        #expect(
            try judge(config: config, layers: [layer(0), layer(1), contents(EmptyLayer.blob)])
                == ["layers: 3 are stored, expected 2"])

        // The first image is meant where no number of a configuration is known.
        let list = #"[{"Config": "c.json", "Layers": ["a.tar"]}, {"Config": "d.json", "Layers": ["b.tar"]}]"#
        let saved = archive([entry("manifest.json", Array(list.utf8))])
        #expect(try DockerArchiveLayers.names(in: reader(saved), of: truth) == ["a.tar"])
    }

    @Test func `blobs are hashed each by its name`() throws {
        var blobs = [truth.layerDigests[0]: layer(0), truth.layerDigests[1]: layer(1)]
        func problems() throws -> [String] {
            try StoreVerification.verify(blobs: { blobs[$0].map { reader($0) } }, against: truth).problems
        }
        #expect(try problems() == [])
        blobs[truth.layerDigests[0]]?[1000] ^= 1
        #expect(try problems().count == 1)
    }
}
