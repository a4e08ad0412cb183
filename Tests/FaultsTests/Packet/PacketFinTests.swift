import Faults
import Testing

@Suite struct PacketFinTests {
    @Test func aFINTakesThePlaceOfASegment() throws {
        let fate = try fault(PacketFin.self).fate(of: try .tcp(from: .cdn, to: .node, payload: [1], v6: true))
        #expect(fate.isDropped && fate.finishesConnection && !fate.resetsConnection)
        #expect(fate.detail == "FIN to its receiver")
    }

    @Test func datagramsAreLeftAlone() throws {
        #expect(try fault(PacketFin.self).fate(of: try .question("cdn.test")) == PacketFate())
    }
}
