import Testing
import WireFormats

@Suite struct PacketHeadersTests {
    @Test("A UDP packet over IPv4 is read field by field") func udp4() throws {
        let headers = try PacketHeaders(parsing: GoldenPackets.udp4)
        #expect(headers.source.description == "198.18.1.10")
        #expect(headers.destination.description == "198.18.2.53")
        #expect(headers.version == 4)
        #expect(headers.protocolNumber == 17)
        #expect(headers.transport == .udp)
        #expect(!headers.isFragment && !headers.isLaterFragment)
        #expect(headers.transportOffset == 20)
        #expect(headers.payloadOffset == 28)
        #expect(headers.payloadLength == 31)
        #expect(headers.sourcePort == 40000)
        #expect(headers.destinationPort == 53)
        #expect(headers.tcp == nil)
        #expect(Array(GoldenPackets.udp4[headers.payloadRange]) == GoldenMessages.query)
    }

    @Test("A TCP packet behind IPv6 extension headers is read field by field") func tcp6() throws {
        let headers = try PacketHeaders(parsing: GoldenPackets.tcp6)
        #expect(headers.source.description == "2001:db8:2::10")
        #expect(headers.destination.description == "2001:db8:1::10")
        #expect(headers.version == 6)
        #expect(headers.protocolNumber == 6)
        #expect(headers.transportOffset == 56)
        #expect(headers.payloadOffset == 88)
        #expect(headers.payloadLength == 5)
        #expect(headers.sourcePort == 443)
        #expect(headers.destinationPort == 51234)
        #expect(
            headers.tcp
                == TCPFields(
                    sequence: 0x0102_0304,
                    acknowledgment: 0xa0b0_c0d0,
                    flags: [.psh, .ack],
                    window: 501,
                    headerLength: 32
                )
        )
    }

    @Test("A later fragment has no ports, whatever its data looks like") func laterFragments() throws {
        let fragment6 = try PacketHeaders(parsing: GoldenPackets.laterFragment6)
        #expect(fragment6.isLaterFragment && fragment6.isFragment)
        #expect(fragment6.protocolNumber == 17)
        #expect((fragment6.sourcePort, fragment6.destinationPort) == (0, 0))
        #expect(fragment6.payloadLength == 8)

        var packet = GoldenPackets.udp4
        packet.replaceSubrange(6...7, with: [0x20, 0x00])
        let first = try PacketHeaders(parsing: packet)
        #expect(first.isFragment && !first.isLaterFragment)
        #expect(first.destinationPort == 53)
        packet.replaceSubrange(6...7, with: [0x00, 0x01])
        let later = try PacketHeaders(parsing: packet)
        #expect(later.isLaterFragment)
        #expect(later.destinationPort == 0)
        #expect(later.payloadLength == 39)
    }

    @Test("An atomic IPv6 fragment is a whole packet (RFC 6946)") func atomicFragment() throws {
        var packet = GoldenPackets.laterFragment6
        packet.replaceSubrange(42...43, with: [0, 0])
        packet.replaceSubrange(48..<56, with: hex("9c40 0035 0008 0000"))
        let headers = try PacketHeaders(parsing: packet)
        #expect(!headers.isFragment)
        #expect(headers.destinationPort == 53)
    }

    @Test("The payload is bounded by the IP length, the UDP length and the buffer") func bounds() throws {
        let padded = GoldenPackets.udp4 + [0, 0, 0, 0]
        #expect(try PacketHeaders(parsing: padded).payloadLength == 31)

        let cut = Array(GoldenPackets.udp4.prefix(40))
        let headers = try PacketHeaders(parsing: cut)
        #expect(headers.payloadLength == 12)
        #expect(headers.packetLength == 59)

        var shortDatagram = GoldenPackets.udp4
        shortDatagram[25] = 10
        #expect(try PacketHeaders(parsing: shortDatagram).payloadLength == 2)
        var longDatagram = GoldenPackets.udp4
        longDatagram[24] = 0xff
        #expect(try PacketHeaders(parsing: longDatagram).payloadLength == 31)
    }

    @Test("The sequence numbers of a segment follow the IP length, SYN and FIN") func segmentLength() throws {
        #expect(try PacketHeaders(parsing: GoldenPackets.syn4).segmentLength == 1)
        #expect(try PacketHeaders(parsing: GoldenPackets.tcp6).segmentLength == 5)
        #expect(try PacketHeaders(parsing: Array(GoldenPackets.tcp6.prefix(88))).segmentLength == 5)
        #expect(try PacketHeaders(parsing: GoldenPackets.udp4).segmentLength == 0)
    }

    @Test(
        "Headers that contradict themselves are refused with their offset",
        arguments: [
            (GoldenPackets.udp4, 0, 0x55, "at byte 0: expected IP version 4 or 6, found version 5"),
            (GoldenPackets.udp4, 0, 0x44, "at byte 0: expected an IPv4 header length of 20 bytes or more, found 16"),
            (GoldenPackets.udp4, 3, 19, "at byte 2: expected an IPv4 total length of 20 bytes or more, found 19"),
            (GoldenPackets.udp4, 25, 7, "at byte 24: expected a UDP length of 8 bytes or more, found 7"),
            (GoldenPackets.udp4, 3, 27, "at byte 20: expected a UDP header (8 more bytes), found only 7"),
            (GoldenPackets.syn4, 32, 0x4f, "at byte 32: expected a TCP header length of 20 bytes or more, found 16"),
            (
                GoldenPackets.syn4, 32, 0x70,
                "at byte 20: expected a TCP header with options (28 more bytes), found only 24"
            ),
            (
                GoldenPackets.tcp6, 41, 0xff,
                "at byte 40: expected an IPv6 extension header (2048 more bytes), found only 53"
            ),
        ]
    )
    func contradictions(packet: [UInt8], offset: Int, value: UInt8, message: String) {
        var packet = packet
        packet[offset] = value
        let error = #expect(throws: WireFormatError.self) { try PacketHeaders(parsing: packet) }
        #expect(error?.message == message)
    }

    @Test("An endless chain of extension headers ends with the packet") func extensionHeaderChain() throws {
        var packet = Array(GoldenPackets.tcp6.prefix(40))
        packet.replaceSubrange(4...5, with: [0xff, 0xf8])
        for _ in 0..<8191 { packet += [60, 0, 0, 0, 0, 0, 0, 0] }
        #expect(throws: WireFormatError.self) { try PacketHeaders(parsing: packet) }
    }
}
