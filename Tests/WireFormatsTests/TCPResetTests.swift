import Testing
import WireFormats

@Suite struct TCPResetTests {
    static func packet(
        _ flags: TCPFlags,
        sequence: UInt32,
        acknowledgment: UInt32 = 0,
        payload: [UInt8] = [],
        v6: Bool
    ) -> [UInt8] {
        PacketBuilder.tcp(
            source: v6 ? PacketBuilderTests.v6.0 : PacketBuilderTests.v4.0,
            destination: v6 ? PacketBuilderTests.v6.1 : PacketBuilderTests.v4.1,
            sourcePort: 51234,
            destinationPort: 443,
            sequence: sequence,
            acknowledgment: acknowledgment,
            flags: flags,
            payload: payload
        )
    }

    static func reset(
        of packet: [UInt8],
        _ make: (UnsafeRawBufferPointer, PacketHeaders) -> [UInt8]?
    ) throws -> PacketHeaders {
        let headers = try PacketHeaders(parsing: packet)
        let reset = try #require(packet.withUnsafeBytes { make($0, headers) })
        #expect(try InternetChecksum.isCorrect(reset))
        return try PacketHeaders(parsing: reset)
    }

    @Test("Toward the receiver it stands in for the packet: same way, same sequence number", arguments: [false, true])
    func towardReceiver(v6: Bool) throws {
        let packet = Self.packet([.ack, .psh], sequence: 1000, acknowledgment: 2000, payload: ascii("hello"), v6: v6)
        let original = try PacketHeaders(parsing: packet)
        let reset = try Self.reset(of: packet, TCPReset.toReceiver)
        #expect((reset.source, reset.destination) == (original.source, original.destination))
        #expect((reset.sourcePort, reset.destinationPort) == (51234, 443))
        #expect(reset.tcp?.sequence == 1000)
        #expect(reset.tcp?.acknowledgment == 2000)
        #expect(reset.tcp?.flags == [.rst, .ack])
        #expect(reset.payloadLength == 0)
    }

    @Test("In place of a SYN,ACK it acknowledges the SYN, or a client would not obey") func inPlaceOfSYNACK() throws {
        let packet = Self.packet([.syn, .ack], sequence: 77, acknowledgment: 101, v6: false)
        let reset = try Self.reset(of: packet, TCPReset.toReceiver)
        #expect(reset.tcp?.flags == [.rst, .ack])
        #expect((reset.tcp?.sequence, reset.tcp?.acknowledgment) == (77, 101))
        let bare = try Self.reset(of: Self.packet(.syn, sequence: 9, v6: false), TCPReset.toReceiver)
        #expect(bare.tcp?.flags == .rst)
        #expect(bare.tcp?.sequence == 9)
    }

    @Test("Toward the sender it has the number the sender expects next", arguments: [false, true])
    func towardSender(v6: Bool) throws {
        let packet = Self.packet([.ack], sequence: 1000, acknowledgment: 2000, payload: ascii("hello"), v6: v6)
        let original = try PacketHeaders(parsing: packet)
        let reset = try Self.reset(of: packet, TCPReset.toSender)
        #expect((reset.source, reset.destination) == (original.destination, original.source))
        #expect((reset.sourcePort, reset.destinationPort) == (443, 51234))
        #expect(reset.tcp?.sequence == 2000)
        #expect(reset.tcp?.flags == .rst)
    }

    @Test(
        "A packet without acknowledgment is answered by RST,ACK of all it holds",
        arguments: [
            (TCPFlags.syn, 100, 0, 101), (.syn, .max, 0, 0), (.fin, 5, 3, 9), ([.syn, .fin], .max - 1, 2, 2),
            ([], 7, 0, 7),
        ] as [(TCPFlags, UInt32, Int, UInt32)]
    )
    func withoutAcknowledgment(flags: TCPFlags, sequence: UInt32, length: Int, acknowledged: UInt32) throws {
        let payload = [UInt8](repeating: 1, count: length)
        let packet = Self.packet(flags, sequence: sequence, payload: payload, v6: false)
        let reset = try Self.reset(of: packet, TCPReset.toSender)
        #expect(reset.tcp?.flags == [.rst, .ack])
        #expect(reset.tcp?.sequence == 0)
        #expect(reset.tcp?.acknowledgment == acknowledged)
    }

    @Test(
        "What is not TCP has no reset",
        arguments: [GoldenPackets.udp4, GoldenPackets.icmp6, GoldenPackets.laterFragment6]
    )
    func notTCP(packet: [UInt8]) throws {
        let headers = try PacketHeaders(parsing: packet)
        packet.withUnsafeBytes { bytes in
            #expect(TCPReset.toReceiver(of: bytes, headers: headers) == nil)
            #expect(TCPReset.toSender(of: bytes, headers: headers) == nil)
        }
    }
}
