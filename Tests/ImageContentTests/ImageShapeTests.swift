import Foundation
import Testing

@testable import ImageContent

@Suite struct ImageShapeTests {
    private func image(_ shapes: Set<ImageShape>, _ change: (inout ImageRecipe) -> Void = { _ in }) -> ServedImage {
        var recipe = ImageRecipe(layers: 3, layerSize: 4096, format: .oci)
        recipe.shapes = shapes
        change(&recipe)
        return ImageDraft(recipe: recipe, seed: 3).sealed()
    }

    private func index(_ document: ServedManifest?) throws -> ImageIndex {
        try ImageDocument.decode(ImageIndex.self, from: try #require(document).bytes, named: "index")
    }

    private func manifest(_ image: ServedImage) throws -> ImageManifest {
        let served = try #require(image.manifest(image.truth.manifestDigest.description))
        return try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
    }

    @Test func `an index names an index`() throws {
        let image = image([.nestedIndex])
        let outer = try index(image.tagTarget)
        #expect(outer.manifests.map(\.mediaType) == [MediaType.ociIndex])
        #expect(image.truth.indexDigest == image.tagTarget.digest)
        let inner = try index(image.manifest(outer.manifests[0].digest.description))
        #expect(inner.manifests.map(\.digest) == [image.truth.manifestDigest])
    }

    @Test func `what an index names beside the manifest is served`() throws {
        let image = image([.otherPlatforms, .attestations, .artifact])
        let entries = try index(image.tagTarget).manifests
        #expect(entries.count == 5 && entries[0].platform == .host)
        #expect(entries[3].annotations?["vnd.docker.reference.digest"] == entries[0].digest.description)
        #expect(entries[4].platform == nil && entries[4].artifactType != nil)
        for entry in entries {
            let served = try #require(image.manifest(entry.digest.description))
            #expect(served.bytes.count == entry.size && Digest.sha256(of: served.bytes) == entry.digest)
            let manifest = try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
            for blob in [manifest.config] + manifest.layers {
                #expect(image.blob(blob.digest)?.size == blob.size)
            }
        }
    }

    @Test func `one layer is there twice, one is empty, one can be had elsewhere`() throws {
        let image = image([.repeatedLayer, .emptyLayer, .foreignLayer])
        let layers = try manifest(image).layers
        #expect(layers.count == 3 && layers[0].digest == layers[2].digest)
        #expect(image.truth.diffIDs[0] == image.truth.diffIDs[2])
        #expect(image.resource(of: layers[2].digest) == "layer-1")
        #expect(image.truth.diffIDs[1] == Digest.sha256(of: [UInt8](repeating: 0, count: 1024)))
        #expect(layers[0].mediaType == MediaType.ociLayerForeign)
        #expect(layers[0].urls == ["https://cdn.test/foreign/sha256/\(layers[0].digest.hex)"])
        #expect(layers[1].urls == nil && image.blob(layers[0].digest)?.size == layers[0].size)
    }

    @Test func `descriptors hold their documents`() throws {
        let image = image([.data])
        let entry = try index(image.tagTarget).manifests[0]
        let served = try #require(image.manifest(entry.digest.description))
        #expect(entry.data.flatMap { Data(base64Encoded: $0) } == Data(served.bytes))
        let config = try manifest(image).config
        #expect(config.data.flatMap { Data(base64Encoded: $0) } == image.blob(config.digest).map { Data(contents($0)) })
    }

    @Test func `documents have the sizes that are asked for`() throws {
        let image = image([]) {
            $0.manifestSize = 4 << 20
            $0.configurationSize = 8 << 20
        }
        #expect(image.truth.manifestSize == 4 << 20 && image.truth.configSize == 8 << 20)
        #expect(image.truth.configDigest.flatMap(image.blob)?.size == 8 << 20)
        #expect(try manifest(image).config.size == 8 << 20)
    }

    @Test func `all digests are of the algorithm that is asked for`() throws {
        let image = image([.attestations]) { $0.digest = .sha512 }
        let truth = image.truth
        let entries = try index(image.tagTarget).manifests
        let digests =
            [truth.manifestDigest, image.tagTarget.digest] + truth.blobDigests
            + entries.map(\.digest)
        #expect(digests.allSatisfy { $0.algorithm == .sha512 })
        #expect(truth.diffIDs.allSatisfy { $0.algorithm == .sha256 })
        for digest in truth.blobDigests {
            var stream = DigestStream(.sha512)
            contents(try #require(image.blob(digest))).withUnsafeBytes { stream.update($0) }
            #expect(stream.finish() == digest)
        }
    }

    @Test func `edits of any part are seen by what refers to it`() throws {
        var recipe = ImageRecipe(layers: 3, layerSize: 4096, format: .oci)
        recipe.shapes = [.nestedIndex, .attestations]
        var draft = ImageDraft(recipe: recipe, seed: 3)
        let before = draft.sealed().truth
        draft.editDocument(.config) { $0["os"] = .string("plan9") }
        draft.rewrite(.layer(2)) { $0.truncated(to: 100) }
        draft.editDescriptor(of: .layer(3)) { $0["size"] = .integer(7) }
        draft.editDescriptor(of: .manifest) { $0["mediaType"] = .string("text/plain") }
        let image = draft.sealed()
        let outer = try index(image.tagTarget)
        let inner = try index(image.manifest(outer.manifests[0].digest.description))
        #expect(inner.manifests[0].mediaType == "text/plain" && inner.manifests.count == 2)
        let served = try #require(image.manifest(inner.manifests[0].digest.description))
        let manifest = try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
        #expect(manifest.layers[0].digest == before.layerDigests[0])
        #expect(manifest.layers[1].size == 100 && image.blob(manifest.layers[1].digest)?.size == 100)
        #expect(manifest.layers[2].size == 7 && manifest.layers[2].digest == before.layerDigests[2])
        let config = contents(try #require(image.blob(manifest.config.digest)))
        #expect(manifest.config.digest != before.configDigest && manifest.config.size == config.count)
        #expect(String(decoding: config, as: UTF8.self).contains(#""os":"plan9""#))
    }

    @Test func `a replaced layer brings its DiffID`() throws {
        var draft = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 3)
        let other = ImageDraft(recipe: ImageRecipe(layers: 1, layerSize: 9000), seed: 4).layers[0]
        draft.replaceLayer(2, with: other)
        draft.replaceLayer(9, with: other)
        let image = draft.sealed()
        let bytes = contents(try #require(image.truth.configDigest.flatMap(image.blob)))
        let configuration = try ImageDocument.decode(ImageConfiguration.self, from: bytes, named: "config")
        #expect(configuration.rootfs.diffIDs == [draft.layers[0].diffID, other.diffID])
        #expect(try manifest(image).layers.map(\.size) == [4096, 9000])
    }
}
