import Testing
import WireFormats

@Suite struct PacketBuilderTests {
    static let v4 = (IPAddress(v4: 0xc612_010a), IPAddress(v4: 0xc612_0235))
    static let v6 = (IPAddress(v6: 0x2001_0db8_0001_0000, low: 0x10), IPAddress(v6: 0x2001_0db8_0002_0000, low: 0x53))

    @Test("A built UDP packet is the golden one but for its identification") func goldenUDP() throws {
        var built = PacketBuilder.udp(
            source: Self.v4.0,
            destination: Self.v4.1,
            sourcePort: 40000,
            destinationPort: 53,
            payload: GoldenMessages.query
        )
        built.replaceSubrange(4...5, with: [0x1c, 0x46])
        try InternetChecksum.correct(&built)
        #expect(built == GoldenPackets.udp4)
    }

    @Test("Built packets have right checksums and read back as built", arguments: [v4, v6], [0, 1, 2, 3, 1400, 65000])
    func roundTrip(addresses: (IPAddress, IPAddress), length: Int) throws {
        let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let udp = PacketBuilder.udp(
            source: addresses.0,
            destination: addresses.1,
            sourcePort: 1,
            destinationPort: 65535,
            payload: payload
        )
        let tcp = PacketBuilder.tcp(
            source: addresses.0,
            destination: addresses.1,
            sourcePort: 65535,
            destinationPort: 2,
            sequence: 3,
            acknowledgment: 4,
            flags: [.ack, .fin],
            window: 5,
            options: [2, 4, 5],
            payload: payload
        )
        for packet in [udp, tcp] {
            let headers = try PacketHeaders(parsing: packet)
            #expect((headers.source, headers.destination) == addresses)
            #expect(Array(packet[headers.payloadRange]) == payload)
            #expect(headers.packetLength == packet.count)
            #expect(try InternetChecksum.isCorrect(packet))
            if headers.version == 4 {
                #expect(InternetChecksum.folded(InternetChecksum.sum(Array(packet.prefix(20)))) == 0xffff)
            }
        }
        let headers = try PacketHeaders(parsing: tcp)
        #expect((headers.sourcePort, headers.destinationPort) == (65535, 2))
        #expect(
            headers.tcp
                == TCPFields(sequence: 3, acknowledgment: 4, flags: [.ack, .fin], window: 5, headerLength: 24)
        )
    }

    @Test("What does not fit a packet is cut off, and mixed families become IPv6", arguments: [v4, v6])
    func limits(addresses: (IPAddress, IPAddress)) throws {
        let packet = PacketBuilder.udp(
            source: addresses.0,
            destination: addresses.1,
            sourcePort: 1,
            destinationPort: 2,
            payload: [UInt8](repeating: 7, count: 70000)
        )
        let headers = try PacketHeaders(parsing: packet)
        #expect(headers.packetLength == packet.count)
        #expect(packet.count == (addresses.0.isV4 ? 65535 : 65575))
        #expect(try InternetChecksum.isCorrect(packet))

        let tcp = PacketBuilder.tcp(
            source: Self.v4.0,
            destination: addresses.1,
            sourcePort: 1,
            destinationPort: 2,
            sequence: 0,
            flags: .syn,
            options: [UInt8](repeating: 1, count: 100),
            payload: [UInt8](repeating: 7, count: 70000)
        )
        let tcpHeaders = try PacketHeaders(parsing: tcp)
        #expect(tcpHeaders.version == (addresses.1.isV4 ? 4 : 6))
        #expect(tcpHeaders.tcp?.headerLength == 60)
        #expect(try InternetChecksum.isCorrect(tcp))
    }
}
