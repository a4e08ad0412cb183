import Faults
import ImageContent
import Testing

@Suite struct ImageManifestTruncatedTests {
    private static let healthy = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)

    private func edited(_ keep: String?) throws -> ImageDraft {
        var draft = Self.healthy
        let truncated =
            try keep.map { try fault(ImageManifestTruncated.self, ["keep": .scalar($0)]) }
            ?? fault(ImageManifestTruncated.self)
        truncated.edit(&draft)
        return draft
    }

    @Test(arguments: [nil, "0%", "1%", "50%", "99.9%", "100%"] as [String?])
    func theManifestIsABeginningThatIsNoJSON(keep: String?) throws {
        let draft = try edited(keep)
        #expect(draft.manifest.count < Self.healthy.manifest.count)
        #expect(Self.healthy.manifest.starts(with: draft.manifest))
        #expect(throws: ImageContentError.self) {
            try ImageDocument.decode(ImageManifest.self, from: draft.manifest, named: "manifest")
        }
    }

    @Test func theShareThatIsKeptIsAsAsked() throws {
        let length = Self.healthy.manifest.count
        #expect(try edited(nil).manifest.count == length / 2)
        #expect(try edited("25%").manifest.count == length / 4)
        #expect(try edited("0%").manifest.isEmpty)
        #expect(try edited("100%").manifest.count == length - 1)
    }

    @Test func theIndexNamesDigestAndSizeOfWhatIsLeft() throws {
        let draft = try edited("50%")
        let index = try ImageDocument.decode(ImageIndex.self, from: try #require(draft.index), named: "index")
        let descriptor = try #require(index.manifests.first)
        #expect(descriptor.digest == Digest.sha256(of: draft.manifest))
        #expect(descriptor.size == draft.manifest.count)
        let served = draft.sealed()
        #expect(served.manifest(descriptor.digest.description)?.bytes == draft.manifest)
        #expect(served.tagTarget.digest == Digest.sha256(of: try #require(draft.index)))
    }

    @Test func itFiresWhenTheManifestIsServed() throws {
        #expect(try fault(ImageManifestTruncated.self).servedIn == "manifest")
    }

    @Test func wrongParametersAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "image.manifest-truncated", "keep": "101%"])
                == "keep: 101% is out of range; expected 0% to 100%"
        )
        #expect(complaint(aboutFault: ["fault": "image.manifest-truncated", "keep": "half"]) != nil)
        #expect(complaint(aboutFault: ["fault": "image.manifest-truncated", "match": [:]]) != nil)
    }
}
