import Testing
import WireFormats

@Suite struct PacketIdentityTests {
    private func identity(_ packet: [UInt8]) throws -> PacketIdentity {
        try packet.withUnsafeBytes { bytes in Result { () throws(WireFormatError) in try PacketIdentity(of: bytes) } }
            .get()
    }

    private func segment(_ sequence: UInt32, _ payload: [UInt8], acknowledgment: UInt32 = 5) throws -> [UInt8] {
        PacketBuilder.tcp(
            source: try #require(IPAddress("198.18.1.1")), destination: try #require(IPAddress("198.18.0.2")),
            sourcePort: 443, destinationPort: 4000, sequence: sequence, acknowledgment: acknowledgment,
            flags: .ack, payload: payload
        )
    }

    private func datagram(_ payload: [UInt8]) throws -> [UInt8] {
        PacketBuilder.udp(
            source: try #require(IPAddress("2001:db8::2")), destination: try #require(IPAddress("2001:db8:1::1")),
            sourcePort: 4000, destinationPort: 53, payload: payload
        )
    }

    @Test func aRouterDoesNotChangeIt() throws {
        for packet in [try segment(1, [1, 2]), try segment(1, [])] {
            var routed = packet
            routed[8] -= 1  // time to live
            routed[10] ^= 0x55  // the header's checksum
            routed[36] ^= 0x55  // TCP's checksum
            #expect(try identity(routed) == identity(packet))
        }
    }

    @Test func packetsOfOneFlowDiffer() throws {
        let packets = [
            try segment(1, [1]), try segment(2, [1]), try segment(1, [1], acknowledgment: 6), try segment(1, []),
            try datagram([1]), try datagram([2]), try datagram([]),
        ]
        #expect(Set(try packets.map(identity)).count == packets.count)
    }

    @Test func aSegmentThatIsCutHasItsPartsInIt() throws {
        let whole = try identity(try segment(.max, [1, 2, 3, 4, 5]))
        let rest = try #require(whole.dropping(2))
        #expect(try rest == identity(try segment(1, [3, 4, 5])), "sequence numbers wrap")
        #expect(rest.dropping(3) == nil)
        #expect(try identity(try datagram([1, 2])).dropping(1) == nil)
    }
}
