import Faults
import ImageContent
import Testing

@Suite struct ImageMissingTests {
    @Test(arguments: [true, false]) func theManifestIsGoneAndEverythingElseIsThere(isIndexed: Bool) throws {
        var draft = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096, isIndexed: isIndexed), seed: 1)
        let truth = draft.sealed().truth
        try fault(ImageMissing.self, ["part": "manifest"]).edit(&draft)
        let image = draft.sealed()
        #expect(image.manifest("\(truth.manifestDigest)") == nil)
        #expect((image.manifest("1") != nil) == isIndexed)
        #expect(image.truth == truth)
        for digest in truth.blobDigests { #expect(image.blob(digest) != nil) }
    }

    @Test(arguments: [
        (Resource.manifest, 404, true), (.manifest, 401, false), (.index, 404, false), (.index, 200, false),
        (.config, 404, false),
    ])
    func onlyItsAbsenceIsTheProof(resource: Resource, status: Int, isProof: Bool) throws {
        let response = Response(
            request: 1, host: .registry, resource: resource, status: status, sent: 10, length: 10, ending: .complete)
        #expect(try fault(ImageMissing.self, ["part": "manifest"]).delivery.isMade(by: response, to: "HEAD") == isProof)
    }

    @Test(arguments: ["index", "config", "layer-2"]) func anyPartCanBeGone(part: String) throws {
        var draft = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)
        let truth = draft.sealed().truth
        let missing = try fault(ImageMissing.self, words: ["part": part])
        missing.edit(&draft)
        let image = draft.sealed()
        let isThere = [
            "index": image.manifest("1") != nil, "config": truth.configDigest.flatMap(image.blob) != nil,
            "layer-1": image.blob(truth.layerDigests[0]) != nil, "layer-2": image.blob(truth.layerDigests[1]) != nil,
        ]
        #expect(isThere.filter { !$0.value }.keys.sorted() == [part])
        #expect(missing.delivery.resources == [Resource(stringLiteral: part)])
    }
}
