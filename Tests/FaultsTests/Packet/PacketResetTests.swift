import Faults
import Testing

@Suite struct PacketResetTests {
    @Test func aTCPPacketIsDroppedAndBothEndsAreReset() throws {
        let fate = try fault(PacketReset.self).fate(of: try .tcp(from: .cdn, to: .node, payload: [1]))
        #expect(fate.isDropped && fate.resetsConnection)
        #expect(fate.detail == "RST to both ends")
    }

    @Test func whatIsNoTCPIsLeftAlone() throws {
        #expect(try fault(PacketReset.self).fate(of: try .question("cdn.test")) == PacketFate())
    }
}
