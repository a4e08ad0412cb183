import ImageContent
import Testing
import WireFormats

@Suite struct InternetChecksumTests {
    @Test("The example of RFC 1071 section 3 adds up") func rfcExample() {
        let sum = InternetChecksum.sum(hex("0001 f203 f4f5 f6f7"))
        #expect(InternetChecksum.folded(sum) == 0xddf2)
        #expect(InternetChecksum.checksum(sum) == 0x220d)
    }

    @Test("Sums agree with adding 16-bit words one by one, at every length") func plainSum() {
        var random = SplitMix64(state: 1)
        for length in 0..<300 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            var plain = 0
            for (index, byte) in bytes.enumerated() { plain += Int(byte) << (index.isMultiple(of: 2) ? 8 : 0) }
            while plain > 0xffff { plain = plain >> 16 + plain & 0xffff }
            #expect(InternetChecksum.folded(InternetChecksum.sum(bytes)) == UInt16(plain))
        }
    }

    @Test("Folding never overflows") func folding() {
        #expect(InternetChecksum.folded(.max) == 0xffff)
        #expect(InternetChecksum.folded(0) == 0)
        #expect(InternetChecksum.folded(0x1_0000) == 1)
    }

    @Test(
        "Golden packets are right, and wrong as soon as a covered bit flips",
        arguments: [
            (GoldenPackets.udp4, 26), (GoldenPackets.syn4, 36), (GoldenPackets.tcp6, 72), (GoldenPackets.icmp4, 22),
            (GoldenPackets.icmp6, 42),
        ]
    )
    func goldenPackets(packet: [UInt8], field: Int) throws {
        #expect(try InternetChecksum.isCorrect(packet))
        let start = try PacketHeaders(parsing: packet).transportOffset
        for offset in [start, field, packet.count - 1] {
            var flipped = packet
            flipped[offset] ^= 0x01
            if offset == start, (try? InternetChecksum.isCorrect(flipped)) == nil { continue }
            #expect(try !InternetChecksum.isCorrect(flipped), "byte \(offset)")
        }
        var cleared = packet
        cleared[field] = 0xaa
        cleared[field + 1] = 0x55
        if packet[0] == 0x45 { cleared[10] ^= 0xff }
        try InternetChecksum.correct(&cleared)
        #expect(cleared == packet)
    }

    @Test(
        "A UDP checksum of 0 is sent as 0xffff",
        arguments: [
            (IPAddress(v4: 0xc612_0001), IPAddress(v4: 0xc612_0002), hex("73af"), 26),
            (
                IPAddress(v6: 0x2001_0db8_0000_0000, low: 1), IPAddress(v6: 0x2001_0db8_0000_0000, low: 2), hex("a462"),
                46
            ),
        ]
    )
    func zeroChecksum(source: IPAddress, destination: IPAddress, payload: [UInt8], field: Int) throws {
        var packet = PacketBuilder.udp(
            source: source,
            destination: destination,
            sourcePort: 1,
            destinationPort: 2,
            payload: payload
        )
        #expect(Array(packet[field...(field + 1)]) == [0xff, 0xff])
        #expect(try InternetChecksum.isCorrect(packet))
        packet[field] = 0
        packet[field + 1] = 0
        // RFC 768: the sender made no checksum. RFC 8200 section 8.1: IPv6 requires one.
        #expect(try InternetChecksum.isCorrect(packet) == source.isV4)
        try InternetChecksum.correct(&packet)
        #expect(Array(packet[field...(field + 1)]) == [0xff, 0xff])
    }

    @Test("A fragment gets its IPv4 header checksum and keeps the rest") func fragments() throws {
        var packet = GoldenPackets.udp4
        packet.replaceSubrange(6...7, with: [0x20, 0x00])
        packet[40] ^= 0xff
        let before = packet
        try InternetChecksum.correct(&packet)
        #expect(packet[20...] == before[20...])
        #expect(InternetChecksum.folded(InternetChecksum.sum(Array(packet.prefix(20)))) == 0xffff)
        #expect(throws: WireFormatError.self) { try InternetChecksum.isCorrect(packet) }
    }

    @Test("A packet that is not all there is left as it is") func incomplete() throws {
        for golden in [GoldenPackets.udp4, GoldenPackets.tcp6, GoldenPackets.icmp4] {
            var packet = Array(golden.dropLast())
            packet[packet.count - 1] ^= 0xff
            let before = packet
            #expect(throws: WireFormatError.self) { try InternetChecksum.correct(&packet) }
            #expect(packet == before)
            #expect(throws: WireFormatError.self) { try InternetChecksum.isCorrect(packet) }
        }
        var longDatagram = GoldenPackets.udp4
        longDatagram[25] += 1
        #expect(throws: WireFormatError.self) { try InternetChecksum.correct(&longDatagram) }
    }

    @Test("Segments left in a routing header make the checksum unknowable") func routingHeader() throws {
        var packet = GoldenPackets.tcp6
        packet[6] = 43
        packet[43] = 1
        #expect(throws: WireFormatError.self) { try InternetChecksum.isCorrect(packet) }
        packet[43] = 0
        #expect(try InternetChecksum.isCorrect(packet))
    }
}
