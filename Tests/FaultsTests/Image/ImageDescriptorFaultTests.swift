import Faults
import ImageContent
import Testing

/// Faults of what a document says of a part: the part stays as it is.
@Suite struct ImageDescriptorFaultTests {
    private static let healthy = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)

    private func edited<F: ImageFault>(_ type: F.Type, _ words: KeyValuePairs<String, String>) throws -> ImageDraft {
        var draft = Self.healthy
        try fault(type, words: words).edit(&draft)
        return draft
    }

    private func layers(_ draft: ImageDraft) throws -> [JSONValue] {
        try #require(
            ImageDocument.decode(JSONValue.self, from: draft.manifest, named: "manifest")["layers"]?.items)
    }

    @Test(arguments: [("by", "-1", 4095), ("by", "9", 4105), ("to", "-1", -1), ("to", "0", 0)])
    func theSizeIsWrongAndTheLayerIsNot(key: String, value: String, size: Int) throws {
        let draft = try edited(ImageSize.self, ["part": "layer-2", key: value])
        #expect(try layers(draft).map { $0["size"] } == [.integer(4096), .integer(size)])
        #expect(draft.sealed().truth.layerDigests == Self.healthy.sealed().truth.layerDigests)
        #expect(draft.sealed().blob(draft.layers[1].digest)?.size == 4096)
    }

    @Test func aSizeIsSaidOnceAndIsWrong() throws {
        #expect(
            complaint(aboutFault: ["fault": "image.size", "part": "config", "by": "1", "to": "2"])
                == "by: 'by' and 'to' both say the size; expected one of them")
        func parameter(_ words: KeyValuePairs<String, String>) throws -> String? {
            try fault(ImageSize.self, words: words).objection(in: healthyWorld)?.parameter
        }
        #expect(try parameter(["part": "config"]) == "fault")
        #expect(try parameter(["part": "config", "by": "0"]) == "by")
        #expect(try parameter(["part": "index", "by": "1"]) == "part")
        #expect(try parameter(["part": "manifest", "by": "1"]) == nil)
    }

    @Test(arguments: [("manifest", Resource.index), ("config", .manifest), ("layer-2", .manifest)])
    func theDocumentAboveBringsIt(part: String, document: Resource) throws {
        #expect(try fault(ImageSize.self, words: ["part": part, "by": "1"]).delivery.resources == [document])
        #expect(try fault(ImageDigest.self, words: ["part": part, "form": "short"]).delivery.resources == [document])
        let type: KeyValuePairs = ["part": part, "type": "a/b", "in": "descriptor"]
        #expect(try fault(ImageMediaType.self, words: type).delivery.resources == [document])
    }

    @Test func theTypeIsSaidWhereItIsAskedFor() throws {
        func places(_ place: String) throws -> [Bool] {
            let draft = try edited(ImageMediaType.self, ["part": "manifest", "type": "a/b", "in": place])
            let image = draft.sealed()
            let index = try ImageDocument.decode(ImageIndex.self, from: try #require(draft.index), named: "index")
            let manifest = try ImageDocument.decode(ImageManifest.self, from: draft.manifest, named: "manifest")
            let answer = try #require(image.manifest(draft.manifestDigest.description))
            return [index.manifests[0].mediaType, manifest.mediaType, answer.mediaType].map { $0 == "a/b" }
        }
        #expect(try places("descriptor") == [true, false, false])
        #expect(try places("document") == [false, true, false])
        #expect(try places("answer") == [false, false, true])
        #expect(try places("all") == [true, true, true])
        let layer = try edited(ImageMediaType.self, ["part": "layer-1", "type": "a/b"])
        #expect(try layers(layer)[0]["mediaType"] == .string("a/b"))
        let objection = try fault(ImageMediaType.self, words: ["part": "layer-1", "type": "a/b", "in": "answer"])
            .objection(in: healthyWorld)
        #expect(objection?.parameter == "in")
    }

    @Test(arguments: DigestForm.allCases) func aPartIsServedByItsNameUnlessItIsNotThere(form: DigestForm) throws {
        let draft = try edited(ImageDigest.self, ["part": "layer-2", "form": form.rawValue])
        let image = draft.sealed()
        let name = try #require(try layers(draft)[1]["digest"]?.text)
        #expect(name != draft.layers[1].digest.description)
        let found = image.digest(named: name).flatMap(image.blob)
        #expect((found?.size == 4096) == (form != .other))
        #expect((Digest(name) == nil) == [.upperCase, .short, .long, .empty, .path].contains(form))
        if let digest = Digest(name) {
            #expect(image.truth.layerDigests[1] == digest)
        } else {
            #expect(image.truth.layerDigests[1].algorithm == nil)
        }
        #expect(image.digest(named: name).flatMap(image.resource) == "layer-2")
    }

    @Test func aManifestIsServedByAnotherDigestToo() throws {
        let draft = try edited(ImageDigest.self, ["part": "manifest", "form": "sha512"])
        let image = draft.sealed()
        #expect(image.truth.manifestDigest == Blob(bytes: draft.manifest).named(by: .sha512).digest)
        #expect(image.manifest(image.truth.manifestDigest.description)?.bytes == draft.manifest)
    }

    @Test func thePlatformIsThatOfAnotherMachine() throws {
        let index = try edited(ImagePlatform.self, ["in": "index", "architecture": "sparc"])
        let list = try ImageDocument.decode(ImageIndex.self, from: try #require(index.index), named: "index")
        #expect(list.manifests.map(\.platform) == [Platform(architecture: "sparc", os: "linux")])
        #expect(index.manifest == Self.healthy.manifest)
        let config = try edited(ImagePlatform.self, ["in": "config", "os": "plan9"])
        let made = try ImageDocument.decode(ImageConfiguration.self, from: config.configuration, named: "config")
        #expect(made.os == "plan9" && made.architecture == Platform.host.architecture)
        #expect(try fault(ImagePlatform.self, words: ["in": "config"]).objection(in: healthyWorld) != nil)
    }

    @Test func oneDiffIDIsWrongAndTheTruthIsNot() throws {
        let draft = try edited(ImageDiffID.self, ["part": "layer-2"])
        let made = try ImageDocument.decode(ImageConfiguration.self, from: draft.configuration, named: "config")
        let right = Self.healthy.sealed().truth.diffIDs
        #expect(made.rootfs.diffIDs[0] == right[0] && made.rootfs.diffIDs[1] != right[1])
        #expect(draft.sealed().truth.diffIDs == right)
        #expect(
            complaint(aboutFault: ["fault": "image.diff-id", "part": "config"])
                == "part: unknown layer 'config'; expected one such as layer-1")
    }

    @Test(arguments: LayerFormat.allCases) func aBrokenLayerHasTheDigestsOfWhatItIs(form: LayerFormat) throws {
        let draft = try edited(ImageLayerFormat.self, ["part": "layer-2", "form": form.rawValue])
        let image = draft.sealed()
        let made = try ImageDocument.decode(ImageConfiguration.self, from: draft.configuration, named: "config")
        #expect(made.rootfs.diffIDs == image.truth.diffIDs)
        let layer = try #require(image.blob(image.truth.layerDigests[1]))
        #expect(Digest.sha256(of: layer.read(at: 0, count: layer.size)) == image.truth.layerDigests[1])
        #expect(try layers(draft)[1]["size"] == .integer(layer.size))
        #expect(layer.read(at: 0, count: 2).elementsEqual([0x1f, 0x8b]) == (form != .notGzip))
    }
}
