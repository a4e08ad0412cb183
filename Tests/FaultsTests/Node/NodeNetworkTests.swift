import Faults
import SystemCalls
import Testing

@Suite struct NodeNetworkTests {
    @Test func aRouteIsBrokenToAllOrToOne() throws {
        let missing = try fault(NodeRoute.self, ["how": "missing"]).change(of: healthyWorld)
        #expect(missing.applied[0].contains("route delete 0.0.0.0/0 via 198.18.0.1 dev $NODE_LINK"))
        #expect(missing.failedCalls.map(\.error) == [.networkUnreachable])
        let hole = try fault(NodeRoute.self, ["how": "blackhole", "to": "cdn"]).change(of: healthyWorld)
        #expect(hole.applied[0].contains("route add blackhole 198.18.1.12/32\nroute add blackhole 2001:db8:1::12/128"))
        #expect(hole.undone[0].contains("route delete blackhole 198.18.1.12/32"))
        #expect(hole.failedCalls.map(\.error) == [.invalid] && hole.failedCalls[0].calls.contains(.connect))
    }

    @Test func thePortsOfOneProtocolAreTaken() throws {
        let change = try fault(NodePortsExhausted.self, ["protocol": "udp"]).change(of: healthyWorld)
        #expect(change.steps.first == .heldPorts(.udp, 61_000...61_031))
        #expect(change.undone[1].hasPrefix("echo 32768 60999 >"))
        #expect(change.failedCalls.first == FailedCallFilter(.again, from: [.connect]))
    }

    @Test func buffersAreOfTheSizeThatWasAsked() throws {
        let change = try fault(NodeReceiveBuffer.self, ["size": "4 KiB"]).change(of: healthyWorld)
        #expect(change.applied[1] == "echo 4096 4096 4096 >/proc/sys/net/ipv4/tcp_rmem")
        #expect(change.applied[0].contains("&0xFFFF=0:4096"))
    }

    @Test(
        arguments: [
            (
                ["fault": "node.receive-buffer", "size": "2303 B"],
                "size: 2303 B is out of range; expected 2304 B to 32 KiB"
            ),
            (["fault": "node.route"], "key 'how' is missing"),
            (
                ["fault": "node.route", "how": "missing", "to": "node"],
                "to: unknown service 'node'; expected one of registry"
            ),
            (["fault": "node.ports-exhausted", "protocol": "icmp"], "protocol: unknown protocol 'icmp'"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
