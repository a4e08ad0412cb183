import Faults
import Testing

@Suite struct NodeImageNameTests {
    @Test func theReferenceNamesIt() throws {
        let change = try fault(NodeImageName.self, words: ["repository": "library/dmeo", "tag": "2"])
            .change(of: healthyWorld)
        #expect(change.steps == [.reference(WrongReference(repository: "library/dmeo", tag: "2"))])
    }

    @Test(arguments: [
        ("/v2/library/demo/manifests/2", true), ("/v2/library/demo/manifests/1", false), ("/v2/", false),
        ("/v2/library/demo/manifests/12", false),
    ])
    func askingByTheWrongTagIsTheProof(path: String, isProof: Bool) throws {
        let change = try fault(NodeImageName.self, words: ["tag": "2"]).change(of: healthyWorld)
        let event = Event.Body.request(
            Request(
                request: 1, host: .registry, connection: 1, method: "HEAD", path: path, resource: .other, range: nil,
                authorization: "none"))
        guard case .event(let proof)? = change.proofs.first else {
            Issue.record("no proof")
            return
        }
        #expect((proof(event) != nil) == isProof)
    }

    @Test func aNameThatIsRightIsRefused() {
        #expect(complaint(aboutFault: ["fault": "node.image-name"]) == "nothing is changed; expected repository or tag")
        #expect(complaint(aboutFault: ["fault": "node.image-name", "tag": "A:B"]) != nil)
    }

    @Test func wrongReferencesAddUp() {
        let both = WrongReference(registry: "a.test").and(WrongReference(registry: "b.test", tag: "2"))
        #expect(both == WrongReference(registry: "a.test", tag: "2"))
    }
}
