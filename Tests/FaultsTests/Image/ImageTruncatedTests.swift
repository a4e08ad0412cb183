import Faults
import ImageContent
import Testing

@Suite struct ImageTruncatedTests {
    private static let healthy = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)

    private func edited(_ keep: String?) throws -> ImageDraft {
        var draft = Self.healthy
        let truncated =
            try keep.map { try fault(ImageTruncated.self, ["part": "manifest", "keep": .scalar($0)]) }
            ?? fault(ImageTruncated.self, ["part": "manifest"])
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
        #expect(try fault(ImageTruncated.self, ["part": "manifest"]).delivery.resources == [.manifest])
    }

    @Test func wrongParametersAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "image.truncated", "part": "manifest", "keep": "101%"])
                == "keep: 101% is out of range; expected 0% to 100%"
        )
        #expect(complaint(aboutFault: ["fault": "image.truncated", "part": "manifest", "keep": "half"]) != nil)
        #expect(complaint(aboutFault: ["fault": "image.truncated", "part": "manifest", "match": [:]]) != nil)
    }

    @Test func whatWasPushedHalfHasTheDigestOfTheWhole() throws {
        var draft = Self.healthy
        let truth = draft.sealed().truth
        try fault(ImageTruncated.self, ["part": "layer-2", "digest": "stale"]).edit(&draft)
        let image = draft.sealed()
        #expect(image.truth == truth)
        #expect(image.blob(truth.layerDigests[1])?.size == truth.layerSizes[1] / 2)
        #expect(image.blob(truth.layerDigests[0])?.size == truth.layerSizes[0])
    }

    @Test func unknownPartsAreRefused() {
        for part in ["tag", "layer", "layer-0", "layer-129", "layer-01", "blob"] {
            #expect(
                complaint(aboutFault: ["fault": "image.truncated", "part": .scalar(part)])
                    == "part: unknown part '\(part)'; expected index, manifest, config or a layer such as layer-1")
        }
    }
}
