import Faults
import Testing

@Suite struct NodeNetworkTests {
    @Test func aRouteIsBrokenToAllOrToOne() throws {
        var node = NodePlan(storageSize: 1 << 20)
        try fault(NodeRoute.self, ["how": "missing"]).edit(&node)
        #expect(node.brokenRoute?.how == .missing && node.brokenRoute?.to == nil)
        try fault(NodeRoute.self, ["how": "blackhole", "to": "cdn"]).edit(&node)
        #expect(node.brokenRoute?.how == .blackhole && node.brokenRoute?.to == .cdn)
    }

    @Test func thePortsOfOneProtocolAreTaken() throws {
        var node = NodePlan(storageSize: 1 << 20)
        try fault(NodePortsExhausted.self, ["protocol": "udp"]).edit(&node)
        #expect(node.takenPorts == .udp)
    }

    @Test func buffersAreOfTheSizeThatWasAsked() throws {
        var node = NodePlan(storageSize: 1 << 20)
        try fault(NodeReceiveBuffer.self, ["size": "4 KiB"]).edit(&node)
        #expect(node.receiveBuffer == 4096)
    }

    @Test(
        arguments: [
            (
                ["fault": "node.receive-buffer", "size": "2303 B"],
                "size: 2303 B is out of range; expected 2.25 KiB to 32 KiB"
            ),
            (["fault": "node.route"], "key 'how' is missing"),
            (["fault": "node.route", "how": "missing", "to": "node"], "to: the node needs no route to itself"),
            (["fault": "node.ports-exhausted", "protocol": "icmp"], "protocol: unknown protocol 'icmp'"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
