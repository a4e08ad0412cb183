import Faults
import Testing

@Suite struct NodeRegistryAddressTests {
    @Test(
        arguments: [
            (["host": "registri.test"], "registri.test"), (["port": "5000"], "registry.test:5000"),
            (["host": "registri.test", "port": "443"], "registri.test:443"),
        ] as [(KeyValuePairs<String, Document>, String)])
    func theReferenceNamesIt(parameters: KeyValuePairs<String, Document>, address: String) throws {
        let change = try fault(NodeRegistryAddress.self, parameters).change(of: healthyWorld)
        #expect(change.steps == [.reference(WrongReference(registry: address))])
        #expect(change.proofs.count == 1)
    }

    @Test func anAddressThatIsRightIsRefused() {
        let start: Document = ["fault": "node.registry-address"]
        #expect(complaint(aboutFault: start) == "nothing is changed; expected host or port")
        #expect(
            complaint(aboutFault: ["fault": "node.registry-address", "port": "443"])
                == "port: the registry may listen on 443; expected another port")
        #expect(
            complaint(aboutFault: ["fault": "node.registry-address", "host": "cdn.test"])
                == "host: 'cdn.test' is no wrong host name; expected one such as registri.test")
        #expect(
            complaint(aboutFault: ["fault": "node.registry-address", "host": "registri"])
                == "host: 'registri' is no wrong host name; expected one such as registri.test")
    }
}
