import Faults
import Testing

@Suite struct RequestSelectorTests {
    @Test(arguments: [
        ("layer-2", Resource.layer(2), Role.cdn, true), ("layer-2 at mirror", .layer(2), .mirror, true),
        ("layer-2 at mirror", .layer(2), .cdn, false), ("blob at mirror", .config, .mirror, true),
        ("blob at mirror", .index, .mirror, false), ("manifest at registry", .index, .registry, true),
    ])
    func aWordMeansAResourceAtAHostOrAtAny(word: String, resource: Resource, host: Role, isMeant: Bool) throws {
        #expect(try #require(RequestSelector(word)).covers(resource, at: host) == isMeant)
    }

    @Test(arguments: ["layer-2 at dns", "layer-2 at node", "layer-2 at ", "layer-2 at mirror.test", "a at b at mirror"])
    func aHostThatIsAskedForNothingIsNoHost(word: String) { #expect(RequestSelector(word) == nil) }

    @Test func swiftWritesTheSameWord() {
        #expect(Resource.layer(2).at(.mirror) == "layer-2 at mirror")
        #expect(RequestSelector(Resource.blob.at(.registry).name)?.host == .registry)
    }
}
