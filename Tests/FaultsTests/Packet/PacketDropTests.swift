import Faults
import Testing

@Suite struct PacketDropTests {
    @Test func theDatagramIsDroppedAndNothingElseIsDone() throws {
        var expected = PacketFate()
        expected.isDropped = true
        let drop = try fault(PacketDrop.self)
        #expect(drop.fate(of: try .question("cdn.test")) == expected)
        #expect(drop.fate(of: try .tcp(from: .cdn, to: .node, v6: true)) == expected)
    }

    @Test func itTakesNoParameter() {
        #expect(
            complaint(aboutFault: ["fault": "packet.drop", "macth": "x"])
                == "unknown key 'macth' of packet.drop; did you mean 'match'?"
        )
    }
}
