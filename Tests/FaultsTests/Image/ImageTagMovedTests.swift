import Faults
import ImageContent
import Testing

@Suite struct ImageTagMovedTests {
    @Test func theTagMovesAndTheImageIsTheSame() throws {
        var draft = ImageDraft(recipe: ImageRecipe(layers: 1, layerSize: 4096), seed: 1)
        let truth = draft.sealed().truth
        try fault(ImageTagMoved.self).edit(&draft)
        #expect(draft.isTagMoved && draft.sealed().truth == truth)
    }

    @Test(arguments: [(Role.registry, Resource.index, true), (.mirror, .index, false), (.registry, .config, false)])
    func whatTheRegistryNamesIsTheProof(host: Role, resource: Resource, isProof: Bool) throws {
        let response = Response(
            request: 1, host: host, resource: resource, status: 200, sent: 10, length: 10, ending: .complete)
        #expect(try !fault(ImageTagMoved.self).delivery.isMade(by: response, to: "HEAD"))
        #expect(try fault(ImageTagMoved.self).delivery.isMade(by: response, to: "GET") == isProof)
    }
}
