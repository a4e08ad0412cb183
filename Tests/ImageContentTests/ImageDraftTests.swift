import ImageContent
import Testing

@Suite struct ImageDraftTests {
    private let small = ImageRecipe(layers: 2, layerSize: 4096)

    @Test(arguments: ImageRecipe.Format.allCases.filter(\.hasDescriptors), [true, false])
    func `every descriptor is true`(format: ImageRecipe.Format, isIndexed: Bool) throws {
        let recipe = ImageRecipe(layers: 3, layerSize: 5000, format: format, isIndexed: isIndexed)
        let image = ImageDraft(recipe: recipe, seed: 4).sealed()
        let target = try #require(image.manifest("1"))
        #expect(target == image.tagTarget)
        var manifestDigest = target.digest
        if isIndexed {
            let index = try ImageDocument.decode(ImageIndex.self, from: target.bytes, named: "index")
            #expect(index.manifests.map(\.platform) == [.host])
            #expect(target.mediaType == index.mediaType)
            manifestDigest = try #require(index.manifests.first?.digest)
        }
        let served = try #require(image.manifest(manifestDigest.description))
        let manifest = try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
        #expect(served.digest == Digest.sha256(of: served.bytes) && served.mediaType == manifest.mediaType)
        #expect(served.mediaType == (format == .oci ? MediaType.ociManifest : MediaType.dockerManifest))
        for descriptor in manifest.layers + [manifest.config] {
            let blob = try #require(image.blob(descriptor.digest))
            #expect(blob.size == descriptor.size)
            #expect(Digest.sha256(of: contents(blob)) == descriptor.digest)
        }
        let config = contents(try #require(image.blob(manifest.config.digest)))
        let configuration = try ImageDocument.decode(ImageConfiguration.self, from: config, named: "config")
        #expect(configuration.rootfs.diffIDs == image.truth.diffIDs)
        #expect(configuration.history?.count == 3 && configuration.config?.command?.isEmpty == false)
        #expect(Set(configuration.rootfs.diffIDs).count == 3)
    }

    @Test func `the same seed gives the same image and another seed another`() {
        let truth = ImageDraft(recipe: small, seed: 1).sealed().truth
        #expect(ImageDraft(recipe: small, seed: 1).sealed().truth == truth)
        #expect(ImageDraft(recipe: small, seed: 2).sealed().truth.manifestDigest != truth.manifestDigest)
    }

    @Test func `numbers out of range become the nearest in range`() {
        #expect(ImageDraft(recipe: ImageRecipe(layers: -3, layerSize: .min), seed: 1).layers.count == 1)
        #expect(ImageDraft(recipe: ImageRecipe(layers: .max, layerSize: 0), seed: 1).layers.count == 128)
    }

    @Test func `digests have the words of scenarios`() {
        let image = ImageDraft(recipe: small, seed: 1).sealed()
        let truth = image.truth
        let digests = [truth.indexDigest, truth.manifestDigest, truth.configDigest] + truth.layerDigests
        let words = digests.map { $0.flatMap(image.resource) }
        #expect(words == ["index", "manifest", "config", "layer-1", "layer-2"])
        #expect(image.resource(of: .sha256(of: [])) == nil)
        #expect(image.manifest("2") == nil && image.manifest("") == nil)
        #expect(image.blob(.sha256(of: [])) == nil)
    }

    @Test func `a replaced manifest is named by the index`() throws {
        var draft = ImageDraft(recipe: small, seed: 1)
        let cut = Array(draft.manifest.dropLast(10))
        draft.rewrite(.manifest) { $0.truncated(to: $0.size - 10) }
        let image = draft.sealed()
        let index = try ImageDocument.decode(ImageIndex.self, from: image.tagTarget.bytes, named: "index")
        #expect(index.manifests.map(\.digest) == [.sha256(of: cut)])
        #expect(index.manifests.map(\.size) == [cut.count])
        #expect(image.manifest(Digest.sha256(of: cut).description)?.bytes == cut)
    }

    @Test func `damage is served and the truth stays`() throws {
        var draft = ImageDraft(recipe: small, seed: 1)
        let truth = draft.sealed().truth
        draft.damage(.layer(1)) { $0.flippingBit(at: 99) }
        draft.damage(.manifest) { $0.truncated(to: 0) }
        draft.remove(.layer(2))
        let image = draft.sealed()
        #expect(image.truth == truth)
        let layer = try #require(image.blob(truth.layerDigests[0]))
        #expect(Digest.sha256(of: contents(layer)) != truth.layerDigests[0])
        #expect(image.blob(truth.layerDigests[1]) == nil)
        #expect(image.manifest(truth.manifestDigest.description)?.bytes == [])
        draft.remove(.index)
        #expect(draft.sealed().manifest("1") == nil)
    }
}
