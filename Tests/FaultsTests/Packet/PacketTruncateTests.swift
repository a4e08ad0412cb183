import Faults
import Testing
import WireFormats

@Suite struct PacketTruncateTests {
    @Test(arguments: [false, true])
    func theRestIsAWholeDatagram(v6: Bool) throws {
        let packet = try Sample.udp(from: .dns, to: .node, payload: Array(1...100), v6: v6)
        let fate = try fault(PacketTruncate.self, ["keep": "20 B"]).fate(of: packet)
        let cut = try #require(fate.replacement)
        let headers = try PacketHeaders(parsing: cut)
        #expect(headers.packetLength == cut.count && headers.payloadLength == 20)
        #expect(Array(cut[headers.payloadRange]) == Array(1...20))
        #expect(try InternetChecksum.isCorrect(cut))
        #expect(fate.detail == "cut to 20 of 100 bytes of payload")
    }

    @Test func nothingIsDoneToWhatIsShortAlready() throws {
        let packet = try Sample.udp(from: .dns, to: .node, payload: Array(1...20))
        #expect(try fault(PacketTruncate.self, ["keep": "20 B"]).fate(of: packet) == PacketFate())
        #expect(try fault(PacketTruncate.self, ["keep": "0 B"]).fate(of: packet).replacement?.count == 28)
    }

    @Test func whatAnEarlierFaultChangedStaysChanged() throws {
        let packet = try Sample.udp(from: .dns, to: .node, payload: Array(1...20))
        let corrupt = try fault(PacketCorrupt.self, ["offset": "0 B"]).fate(of: packet)
        let fate = try fault(PacketTruncate.self, ["keep": "2 B"]).fate(of: packet, after: corrupt)
        let rest = try #require(fate.replacement).suffix(2)
        #expect(rest.first.map { ($0 ^ 1).nonzeroBitCount } == 1 && rest.last == 2)
    }
}
