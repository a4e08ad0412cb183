import Faults
import Testing

@Suite struct PacketDuplicateTests {
    @Test func oneCopyIsSentByDefault() throws {
        let packet = try Sample.question("cdn.test")
        var expected = PacketFate()
        expected.copies = 1
        expected.detail = "sent twice"
        #expect(try fault(PacketDuplicate.self).fate(of: packet) == expected)
        #expect(try fault(PacketDuplicate.self, ["copies": "3"]).fate(of: packet).detail == "sent 4 times")
    }

    @Test func copiesOfSeveralFaultsAddUp() throws {
        var earlier = PacketFate()
        earlier.copies = 2
        #expect(try fault(PacketDuplicate.self).fate(of: try .question("cdn.test"), after: earlier).copies == 3)
    }

    @Test func aFloodIsRefused() throws {
        let message = complaint(aboutFault: ["fault": "packet.duplicate", "copies": "101"])
        #expect(message == "copies: 101 is out of range; expected a whole number from 1 to 100")
    }
}
