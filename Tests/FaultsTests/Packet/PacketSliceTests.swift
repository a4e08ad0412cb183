import Faults
import Testing

@Suite struct PacketSliceTests {
    @Test func aSegmentIsCutIntoPiecesOfTheSize() throws {
        let fate = try fault(PacketSlice.self, ["size": "100 B"])
            .fate(of: try .tcp(from: .cdn, to: .node, payload: Array(repeating: 7, count: 250)))
        #expect(fate.sliceSize == 100)
        #expect(fate.detail == "cut into 3 segments")
    }

    @Test func smallSegmentsAndDatagramsAreLeftAlone() throws {
        let slice = try fault(PacketSlice.self, ["size": "100 B"])
        let bytes = [UInt8](repeating: 7, count: 250)
        #expect(slice.fate(of: try .tcp(from: .cdn, to: .node, payload: Array(bytes.prefix(100)))) == PacketFate())
        #expect(slice.fate(of: try .udp(from: .cdn, to: .node, port: 99, payload: bytes)) == PacketFate())
        #expect(complaint(aboutFault: ["fault": "packet.slice", "size": "1 B"])?.hasPrefix("size: 1 B is out") == true)
    }
}
