import Faults
import ImageContent
import Testing

/// Faults of the bytes of a part: each changes that part, and says whether the digest is to match.
@Suite struct ImageContentFaultTests {
    private static let healthy = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)
    private static let whole = healthy.sealed()

    private func edited<F: ImageFault>(_ type: F.Type, _ words: KeyValuePairs<String, String>) throws -> ImageDraft {
        var draft = Self.healthy
        try fault(type, words: words).edit(&draft)
        return draft
    }

    private func served(_ part: String, of image: ServedImage) throws -> [UInt8] {
        switch part {
        case "index": try #require(image.manifest("1")).bytes
        case "manifest": try #require(image.manifest(image.truth.manifestDigest.description)).bytes
        case "config": contents(try #require(image.truth.configDigest.flatMap(image.blob)))
        default: contents(try #require(image.blob(image.truth.layerDigests[1])))
        }
    }

    private func contents(_ blob: Blob) -> [UInt8] { blob.read(at: 0, count: blob.size) }

    @Test(arguments: ["index", "manifest", "config", "layer-2"], ["matching", "stale"])
    func oneBitIsFlipped(part: String, digest: String) throws {
        let image = try edited(ImageCorrupt.self, ["part": part, "digest": digest, "at": "5 B"]).sealed()
        let (before, after) = (try served(part, of: Self.whole), try served(part, of: image))
        #expect(zip(before, after).enumerated().filter { $1.0 != $1.1 }.map { $0.offset } == [5])
        #expect((image.truth == Self.whole.truth) == (digest == "stale"))
    }

    @Test func aBitBehindTheEndIsTheLastOneOfAll() throws {
        let image = try edited(ImageCorrupt.self, ["part": "config", "at": "1 GiB"]).sealed()
        #expect(try served("config", of: image).last == UInt8(ascii: "}") ^ 1)
    }

    @Test(arguments: ["index", "manifest", "config", "layer-2"]) func nothingIsLeft(part: String) throws {
        let draft = try edited(ImageEmpty.self, ["part": part])
        let image = draft.sealed()
        #expect(try served(part, of: image).isEmpty)
        let nothing = Digest.sha256(of: [])
        let truth = image.truth
        #expect([truth.indexDigest, truth.manifestDigest, truth.configDigest, truth.layerDigests[1]].contains(nothing))
    }

    @Test(arguments: ["index", "manifest", "config", "layer-2"]) func aPageIsServed(part: String) throws {
        let bytes = try served(part, of: edited(ImageReplaced.self, ["part": part, "with": "html"]).sealed())
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
        let zeros = try served(part, of: edited(ImageReplaced.self, ["part": part, "with": "zeros"]).sealed())
        #expect(try zeros == [UInt8](repeating: 0, count: served(part, of: Self.whole).count))
    }

    @Test func anotherImageHasTheSameSizeAndIsStale() throws {
        let words: KeyValuePairs<String, String> = ["part": "manifest", "with": "other-image", "digest": "stale"]
        let image = try edited(ImageReplaced.self, words).sealed()
        let (before, after) = (try served("manifest", of: Self.whole), try served("manifest", of: image))
        #expect(image.truth == Self.whole.truth && before != after && before.count == after.count)
        let other = try edited(ImageReplaced.self, ["part": "layer-2", "with": "other-image"]).sealed().truth
        #expect(other.layerDigests[0] == Self.whole.truth.layerDigests[0])
        #expect(other.layerDigests[1] != Self.whole.truth.layerDigests[1])
        #expect(other.configDigest == Self.whole.truth.configDigest)
    }

    @Test func anotherImageUnderItsOwnDigestIsNoFault() throws {
        func objection(_ part: String, _ digest: String) throws -> String? {
            try fault(ImageReplaced.self, words: ["part": part, "with": "other-image", "digest": digest])
                .objection(in: healthyWorld)?.message
        }
        #expect(try objection("manifest", "matching")?.contains("nothing is wrong") == true)
        #expect(try objection("manifest", "stale") == nil && objection("config", "matching") == nil)
    }

    @Test func aLargeDocumentIsTheSameToWhoReadsWhatItKnows() throws {
        let draft = try edited(ImageLarge.self, ["part": "manifest", "size": "1 MiB"])
        #expect(draft.manifest.count > 1 << 20)
        let manifest = try ImageDocument.decode(ImageManifest.self, from: draft.manifest, named: "manifest")
        #expect(manifest.layers.map(\.digest) == Self.whole.truth.layerDigests)
        #expect(try fault(ImageLarge.self, words: ["part": "config", "size": "1 MiB"]).delivery.extent == .begun)
    }

    @Test(arguments: [
        ("config", "matching", [Resource.config, .manifest]), ("config", "stale", [.config]),
        ("index", "matching", [.index]), ("manifest", "matching", [.manifest, .index]),
    ])
    func aSizeThatTellsEverythingIsEnough(part: String, digest: String, resources: [Resource]) throws {
        #expect(try fault(ImageEmpty.self, words: ["part": part, "digest": digest]).delivery.resources == resources)
        let large = try fault(ImageLarge.self, words: ["part": part, "digest": digest, "size": "1 MiB"])
        #expect(large.delivery.resources == resources)
    }

    @Test func layersAreNoDocuments() throws {
        for objection in [
            try fault(ImageLarge.self, words: ["part": "layer-1", "size": "1 MiB"]).objection(in: healthyWorld),
            try fault(ImageJSON.self, words: ["part": "layer-1", "form": "bom"]).objection(in: healthyWorld),
            try fault(ImageMember.self, words: ["part": "layer-1", "member": "a"]).objection(in: healthyWorld),
        ] { #expect(objection?.parameter == "part") }
    }

    @Test func theFormIsThatOfTheDocument() throws {
        let draft = try edited(ImageJSON.self, ["part": "config", "form": "bom"])
        #expect(draft.configuration == [0xef, 0xbb, 0xbf] + Self.healthy.configuration)
        #expect(draft.manifest != Self.healthy.manifest)
        #expect(complaint(aboutFault: ["fault": "image.json", "part": "config", "form": "whitespace"]) != nil)
    }

    @Test(arguments: [
        ("schemaVersion", "3", #""schemaVersion":3"#), ("config.data", "e30=", #""data":"e30=""#),
        ("layers.1.annotations.a", "[1]", #""annotations":{"a":[1]}"#), ("layers", "[]", #""layers":[]"#),
    ])
    func aMemberIsSet(member: String, value: String, text: String) throws {
        let draft = try edited(ImageMember.self, ["part": "manifest", "member": member, "value": value])
        #expect(String(decoding: draft.manifest, as: UTF8.self).contains(text))
        #expect(draft.sealed().manifest(draft.manifestDigest.description)?.bytes == draft.manifest)
        let without = try edited(ImageMember.self, ["part": "manifest", "member": member])
        #expect(!String(decoding: without.manifest, as: UTF8.self).contains(text))
    }

    @Test func whatTheManifestDoesNotNameNeedNotBeStored() throws {
        let draft = try edited(ImageMember.self, ["part": "manifest", "member": "layers", "value": "[]"])
        let truth = draft.sealed().truth
        #expect(truth.layerDigests.isEmpty && truth.diffIDs.isEmpty && truth.layerSizes.isEmpty)
        let twice = try edited(ImageJSON.self, ["part": "manifest", "form": "duplicate-keys"]).sealed().truth
        #expect(twice.layerDigests == Self.whole.truth.layerDigests)
    }

    @Test(arguments: [("0", ["a", nil, nil]), ("1", [nil, "a", nil]), ("2", [nil, nil, "a"]), ("3", [nil, nil])])
    func anItemIsAddedBeforeTheOneThatIsThere(place: String, texts: [String?]) throws {
        let words: KeyValuePairs<String, String> = [
            "part": "manifest", "member": "layers.\(place)", "value": "a", "added": "true",
        ]
        let draft = try edited(ImageMember.self, words)
        let manifest = try ImageDocument.decode(JSONValue.self, from: draft.manifest, named: "manifest")
        #expect(manifest["layers"]?.items?.map(\.text) == texts)
    }

    @Test func anItemThatIsNotThereStaysAway() throws {
        let words: KeyValuePairs<String, String> = ["part": "manifest", "member": "layers.7.size", "value": "1"]
        #expect(try edited(ImageMember.self, words).manifest == Self.healthy.manifest)
    }
}
