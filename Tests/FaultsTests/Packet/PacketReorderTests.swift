import Faults
import Testing

@Suite struct PacketReorderTests {
    @Test func thePacketWaitsForOthersAndNotForEver() throws {
        let fate = try fault(PacketReorder.self, ["gap": "3", "delay": "50 ms"]).fate(of: try .question("cdn.test"))
        #expect(fate.overtaking?.by == 3 && fate.overtaking?.atMost == .milliseconds(50))
        #expect(fate.detail == "held until 3 packets have overtaken it, at most 50 ms")
        #expect(!fate.isDropped && fate.delay == .zero)
    }

    @Test func withoutParametersOnePacketOvertakesItWithinATenthOfASecond() throws {
        let fate = try fault(PacketReorder.self).fate(of: try .tcp(from: .cdn, to: .node))
        #expect(fate.overtaking?.by == 1 && fate.overtaking?.atMost == .milliseconds(100))
    }

    @Test(
        arguments: [
            (["fault": "packet.reorder", "gap": "0"], "gap: 0 is out of range"),
            (["fault": "packet.reorder", "delay": "0 ms"], "delay: 0 ms is out of range; expected 1 ms to 60 s"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
