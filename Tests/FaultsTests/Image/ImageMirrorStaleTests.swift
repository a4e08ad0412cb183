import Faults
import ImageContent
import Testing

@Suite struct ImageMirrorStaleTests {
    private static let recipe = ImageRecipe(layers: 2, layerSize: 4096)

    @Test func theMirrorIsStaleAndTheImageIsAsItWas() throws {
        var draft = ImageDraft(recipe: Self.recipe, seed: 1)
        let healthy = draft.sealed()
        try fault(ImageMirrorStale.self).edit(&draft)
        #expect(draft.isMirrorStale && draft.sealed().truth == healthy.truth)
    }

    @Test func itFiresWhenTheMirrorServesAManifest() throws {
        let stale = try fault(ImageMirrorStale.self)
        #expect(stale.delivery.resources == [.index, .manifest] && stale.delivery.host == .mirror)
        #expect(try fault(ImageTruncated.self, ["part": "manifest"]).delivery.host == nil)
    }

    @Test func theOlderImageHasTheSameNameAndSizesAndNothingElse() {
        let (image, older) = (
            ImageDraft(recipe: Self.recipe, seed: 1).sealed(), ImageDraft.older(than: 1, recipe: Self.recipe).sealed()
        )
        #expect(older.repository == image.repository && older.tag == image.tag)
        #expect(older.truth.layerSizes == image.truth.layerSizes)
        #expect(Set(older.truth.layerDigests).isDisjoint(with: image.truth.layerDigests))
        #expect(older.truth.configDigest != image.truth.configDigest)
        #expect(older.truth == ImageDraft.older(than: 1, recipe: Self.recipe).sealed().truth)
    }
}
