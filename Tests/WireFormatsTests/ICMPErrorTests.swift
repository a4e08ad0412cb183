import Testing
import WireFormats

@Suite struct ICMPErrorTests {
    @Test(
        "An error quotes the packet, goes to its source and has a right checksum",
        arguments: [
            (ICMPError.networkUnreachable, [3, 0], [1, 0]),
            (.hostUnreachable, [3, 1], [1, 3]),
            (.portUnreachable, [3, 3], [1, 4]),
            (.administrativelyProhibited, [3, 13], [1, 1]),
            (.protocolUnreachable, [3, 2], [4, 1]),
            (.networkProhibited, [3, 9], [1, 1]),
            (.hostProhibited, [3, 10], [1, 1]),
            (.sourcePolicyFailed, [3, 13], [1, 5]),
            (.routeRejected, [3, 13], [1, 6]),
            (.packetTooBig(mtu: 1300), [3, 4], [2, 0]),
        ] as [(ICMPError, [UInt8], [UInt8])]
    )
    func answers(error: ICMPError, codeV4: [UInt8], codeV6: [UInt8]) throws {
        for (packet, code) in [(GoldenPackets.udp4, codeV4), (GoldenPackets.tcp6, codeV6)] {
            let headers = try PacketHeaders(parsing: packet)
            let answer = try #require(
                packet.withUnsafeBytes { error.answer(to: $0, headers: headers, from: headers.destination) }
            )
            let answerHeaders = try PacketHeaders(parsing: answer)
            #expect(try InternetChecksum.isCorrect(answer))
            #expect(answerHeaders.destination == headers.source)
            let message = Array(answer[answerHeaders.transportOffset...])
            #expect(Array(message.prefix(2)) == code)
            #expect(Array(message.dropFirst(8)) == packet)
            if case .packetTooBig = error { #expect(Array(message[6..<8]) == [0x05, 0x14]) }
        }
    }

    @Test(
        "An error about a large packet quotes no more than it may",
        arguments: [
            (PacketBuilderTests.v4, 576), (PacketBuilderTests.v6, 1280),
        ]
    )
    func largePacket(addresses: (IPAddress, IPAddress), limit: Int) throws {
        let packet = PacketBuilder.udp(
            source: addresses.0,
            destination: addresses.1,
            sourcePort: 1,
            destinationPort: 2,
            payload: [UInt8](repeating: 0, count: 9000)
        )
        let headers = try PacketHeaders(parsing: packet)
        let answer = packet.withUnsafeBytes {
            ICMPError.portUnreachable.answer(to: $0, headers: headers, from: addresses.1)
        }
        #expect(answer?.count == limit)
    }

    @Test(
        "No error answers ICMP, a later fragment or another family",
        arguments: [
            GoldenPackets.icmp4, GoldenPackets.icmp6, GoldenPackets.laterFragment6,
        ]
    )
    func silence(packet: [UInt8]) throws {
        let headers = try PacketHeaders(parsing: packet)
        packet.withUnsafeBytes { bytes in
            #expect(ICMPError.hostUnreachable.answer(to: bytes, headers: headers, from: headers.destination) == nil)
        }
        let udp = try PacketHeaders(parsing: GoldenPackets.udp4)
        GoldenPackets.udp4.withUnsafeBytes { bytes in
            #expect(ICMPError.hostUnreachable.answer(to: bytes, headers: udp, from: PacketBuilderTests.v6.0) == nil)
        }
    }
}
