import ImageContent
import Testing

@Suite struct StoreVerificationTests {
    private let draft = ImageDraft(recipe: ImageRecipe(layers: 3, layerSize: 70_000), seed: 6)
    private var truth: ImageTruth { draft.sealed().truth }
    private var config: Digest { .sha256(of: draft.configuration) }

    /// The tar archive inside a layer: its stored blocks hold the bytes as they are.
    private func unpacked(_ layer: DraftLayer) -> [UInt8] {
        var bytes = contents(layer.blob)[...]
        bytes = bytes.dropFirst(12 + Int(bytes[10]) + Int(bytes[11]) << 8)
        var archive: [UInt8] = []
        while archive.count < layer.archiveSize {
            let head = Array(bytes.prefix(5))
            let length = Int(head[1]) | Int(head[2]) << 8
            archive += bytes.dropFirst(5).prefix(length)
            bytes = bytes.dropFirst(5 + length)
        }
        return archive
    }

    /// The layout of `docker save` 20.10.
    private func legacy(layers: [(name: String, entry: [UInt8])]) -> [UInt8] {
        let config = config.hex + ".json"
        let names = layers.map { "\"\($0.name)\"" }.joined(separator: ",")
        let manifest = "[{\"Config\":\"\(config)\",\"RepoTags\":[\"demo:1\"],\"Layers\":[\(names)]}]"
        return archive(
            layers.map(\.entry) + [entry(config, draft.configuration), entry("manifest.json", Array(manifest.utf8))]
        )
    }

    private func legacyLayers() -> [(name: String, entry: [UInt8])] {
        draft.layers.enumerated().map { ("\($0)/layer.tar", entry("\($0)/layer.tar", unpacked($1))) }
    }

    private func judge(_ archive: [UInt8]) throws -> StoreReport {
        try StoreVerification.verify(dockerArchive: reader(archive), against: truth)
    }

    @Test func `a true archive is verified whole`() throws {
        let expected = draft.layers.reduce(draft.configuration.count) { $0 + $1.archiveSize }
        #expect(try judge(legacy(layers: legacyLayers())) == StoreReport(present: true, verifiedBytes: expected))
    }

    @Test func `layers may be links, gzip, or blobs of the OCI layout`() throws {
        var layers = legacyLayers()
        let target = entry("shared/tar", unpacked(draft.layers[0]))
        layers[0].entry = target + entry("0/layer.tar", [], type: "2", linkName: "../shared/tar")
        let compressed = "blobs/sha256/" + truth.layerDigests[1].hex
        layers[1] = (compressed, entry(compressed, contents(draft.layers[1].blob)))
        let blob = "blobs/sha256/" + truth.diffIDs[2].hex
        layers[2] = (blob, entry("./" + blob, unpacked(draft.layers[2])))
        #expect(try judge(legacy(layers: layers)).problems == [])
    }

    @Test func `a flipped byte, a missing and an extra layer are named`() throws {
        var damaged = unpacked(draft.layers[1])
        damaged[5000] ^= 1
        var layers = legacyLayers()
        layers[1].entry = entry("1/layer.tar", damaged)
        #expect(
            try judge(legacy(layers: layers)).problems == [
                "layer 2: stored bytes hash to \(Digest.sha256(of: damaged)), expected \(truth.diffIDs[1])"
            ]
        )
        layers = legacyLayers()
        layers[2].entry = []
        #expect(try judge(legacy(layers: layers)).problems == ["layer 3: not stored, expected \(truth.diffIDs[2])"])
        let longer = legacyLayers() + legacyLayers().prefix(1)
        #expect(try judge(legacy(layers: longer)).problems == ["layers: 4 are stored, expected 3"])
        let loop = [("a", entry("a", [], type: "2", linkName: "a"))]
        #expect(try judge(legacy(layers: loop)).problems.count == 4)
    }

    @Test func `what is no archive of an image is not present`() throws {
        let whole = legacy(layers: legacyLayers())
        let cases = [
            [], archive([]), Array(whole.dropLast(600)), archive([entry("manifest.json", Array("[]".utf8))]),
            archive([entry("manifest.json", Array("{".utf8))]), archive([entry("manifest.json", [])]),
        ]
        for bytes in cases {
            let report = try judge(bytes)
            #expect(!report.present && report.problems.count == 1 && report.verifiedBytes == 0)
        }
    }

    @Test func `errors of the source are thrown`() {
        struct Broken: Error {}
        #expect(throws: Broken.self) {
            try StoreVerification.verify(dockerArchive: { _ in throw Broken() }, against: truth)
        }
    }

    private func judge(files: [String: [UInt8]]) throws -> StoreReport {
        try StoreVerification.verify(
            directoryNames: { Array(files.keys) },
            open: { reader(files[$0] ?? []) },
            against: truth
        )
    }

    /// What skopeo's `dir:` writes, or an OCI layout.
    private func files(isLayout: Bool) -> [String: [UInt8]] {
        func name(_ digest: Digest) -> String { (isLayout ? "blobs/sha256/" : "") + digest.hex }
        var files = [name(config): draft.configuration]
        for layer in draft.layers {
            files[name(layer.digest)] = contents(layer.blob)
        }
        guard isLayout else {
            files["manifest.json"] = draft.manifest
            return files
        }
        files[name(truth.manifestDigest)] = draft.manifest
        let descriptor = Descriptor(
            mediaType: MediaType.dockerManifest,
            digest: truth.manifestDigest,
            size: draft.manifest.count
        )
        files["index.json"] = ImageDocument.encode(ImageIndex(mediaType: nil, manifests: [descriptor]))
        return files
    }

    @Test(arguments: [false, true])
    func `a folder is verified whole, and damage in it is named`(isLayout: Bool) throws {
        let good = files(isLayout: isLayout)
        let sizes = truth.layerSizes.reduce(draft.configuration.count + truth.manifestSize, +)
        #expect(try judge(files: good) == StoreReport(present: true, verifiedBytes: sizes))

        let layer = try #require(good.keys.first { $0.hasSuffix(truth.layerDigests[2].hex) })
        var damaged = good
        damaged[layer] = contents(draft.layers[2].blob.flippingBit(at: 40_000))
        #expect(try judge(files: damaged).problems.count == 1)
        #expect(try judge(files: damaged).problems.first?.hasPrefix("layer 3: stored bytes hash to sha256:") == true)
        damaged[layer] = nil
        #expect(try judge(files: damaged).problems == ["layer 3: not stored, expected \(truth.layerDigests[2])"])
        let manifest = isLayout ? "blobs/sha256/" + truth.manifestDigest.hex : "manifest.json"
        damaged = good
        damaged[manifest] = draft.manifest + [0x0a]
        #expect(try judge(files: damaged).problems.first?.hasPrefix("manifest: stored bytes hash") == true)
    }

    @Test func `a layout converted from Docker to OCI is judged by its layers`() throws {
        var configuration = try ImageDocument.decode(
            ImageConfiguration.self,
            from: draft.configuration,
            named: "config"
        )
        configuration.created = nil
        func layout(_ configuration: ImageConfiguration, layers: [Digest]) -> [String: [UInt8]] {
            var files = files(isLayout: true)
            let config = ImageDocument.encode(configuration)
            let manifest = ImageDocument.encode(
                ImageManifest(
                    mediaType: MediaType.ociManifest,
                    config: Descriptor(mediaType: MediaType.ociConfig, bytes: config),
                    layers: layers.map { Descriptor(mediaType: MediaType.ociLayerGzip, digest: $0, size: 1) }
                )
            )
            let descriptor = Descriptor(mediaType: MediaType.ociManifest, bytes: manifest)
            files["index.json"] = ImageDocument.encode(ImageIndex(mediaType: nil, manifests: [descriptor]))
            files["blobs/sha256/" + descriptor.digest.hex] = manifest
            files["blobs/sha256/" + Digest.sha256(of: config).hex] = config
            return files
        }
        #expect(try judge(files: layout(configuration, layers: truth.layerDigests)).problems == [])
        let reversed = try judge(files: layout(configuration, layers: truth.layerDigests.reversed()))
        #expect(reversed.problems.count == 1 && reversed.problems[0].hasPrefix("manifest: names layers"))
        configuration.rootfs.diffIDs.removeLast()
        let shorter = try judge(files: layout(configuration, layers: truth.layerDigests))
        #expect(shorter.problems.count == 1 && shorter.problems[0].hasPrefix("config: states diff_ids"))
    }

    private func sha512(_ bytes: [UInt8]) -> Digest {
        var stream = DigestStream(.sha512)
        bytes.withUnsafeBytes { stream.update($0) }
        return stream.finish()
    }

    @Test func `what a store names by SHA-512 is hashed by it`() throws {
        var truth = truth
        truth.configDigest = sha512(draft.configuration)
        truth.layerDigests[0] = sha512(contents(draft.layers[0].blob))
        truth.diffIDs[0] = truth.layerDigests[0]
        truth.indexDigest = nil
        var files = files(isLayout: true)
        files["index.json"] = nil
        files["blobs/sha512/" + sha512(draft.configuration).hex] = draft.configuration
        files["blobs/sha512/" + truth.layerDigests[0].hex] = contents(draft.layers[0].blob)
        func report() throws -> StoreReport {
            try StoreVerification.verify(
                directoryNames: { Array(files.keys) }, open: { reader(files[$0] ?? []) }, against: truth)
        }
        #expect(try report().present && report().problems == [] && report().unverified == nil)
        files["blobs/sha512/" + sha512(draft.configuration).hex]?[0] ^= 1
        #expect(try report().problems.first?.hasPrefix("config: stored bytes hash to sha512:") == true)

        let manifest = #"[{"Config": "c", "Layers": ["l"]}]"#
        let saved = archive([
            entry("c", draft.configuration), entry("l", contents(draft.layers[0].blob)),
            entry("manifest.json", Array(manifest.utf8)),
        ])
        truth.diffIDs = [truth.diffIDs[0]]
        #expect(try StoreVerification.verify(dockerArchive: reader(saved), against: truth).problems == [])
    }

    @Test func `of an algorithm that nobody computes nothing is claimed`() throws {
        let bytes = contents(draft.layers[0].blob)
        var truth = truth
        truth.layerDigests[0] = try #require(Digest("blake3:" + String(repeating: "0", count: 64)))
        let report = try StoreVerification.verify(
            blobs: { digest in
                reader(digest == truth.layerDigests[0] ? bytes : files(isLayout: false)[digest.hex] ?? [])
            }, against: truth)
        #expect(report.problems == [])
        #expect(report.unverified == "layer 1: blake3 is not computed here")
    }

    @Test func `an empty or foreign folder is not present`() throws {
        #expect(try !judge(files: [:]).present)
        #expect(try !judge(files: ["index.json": []]).present)
        #expect(try !judge(files: ["index.json": Array("{\"schemaVersion\":2,\"manifests\":[]}".utf8)]).present)
        var store = files(isLayout: true)
        store["index.json"] = nil
        let index = try #require(truth.indexDigest)
        #expect(try judge(files: store).problems == ["index: not stored, expected \(index)"])
        store["blobs/sha256/" + index.hex] = draft.index
        #expect(try judge(files: store).present && judge(files: store).problems == [])
    }
}
