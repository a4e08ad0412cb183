import Testing
import WireFormats

@Suite struct PacketPartTests {
    private func segment(_ addresses: (IPAddress, IPAddress), _ flags: TCPFlags = [.ack, .psh, .fin]) -> [UInt8] {
        PacketBuilder.tcp(
            source: addresses.0, destination: addresses.1, sourcePort: 443, destinationPort: 40_000,
            sequence: UInt32.max - 99, acknowledgment: 7, flags: flags, options: [1, 1, 1, 1],
            payload: (0..<250).map { UInt8($0) }
        )
    }

    @Test("Slices say together what the segment said", arguments: [PacketBuilderTests.v4, PacketBuilderTests.v6])
    func slices(addresses: (IPAddress, IPAddress)) throws {
        let whole = segment(addresses)
        let headers = try PacketHeaders(parsing: whole)
        let slices = try #require(whole.withUnsafeBytes { PacketPart.slices(of: $0, headers: headers, size: 100) })
        var payload: [UInt8] = []
        var sequences: [UInt32] = []
        for (place, slice) in slices.enumerated() {
            #expect(try InternetChecksum.isCorrect(slice))
            let part = try PacketHeaders(parsing: slice)
            let tcp = try #require(part.tcp)
            #expect(part.packetLength == slice.count && tcp.headerLength == 24 && tcp.acknowledgment == 7)
            #expect(tcp.flags == (place == 2 ? [.ack, .psh, .fin] : .ack))
            payload += slice[part.payloadOffset..<part.payloadOffset + part.payloadLength]
            sequences.append(tcp.sequence)
        }
        #expect(payload == (0..<250).map { UInt8($0) })
        #expect(sequences == [UInt32.max - 99, 0, 100])
    }

    @Test(
        "A segment that was cut no longer ends the stream", arguments: [PacketBuilderTests.v4, PacketBuilderTests.v6])
    func truncatedSegment(addresses: (IPAddress, IPAddress)) throws {
        let whole = segment(addresses)
        let headers = try PacketHeaders(parsing: whole)
        let cut = try #require(whole.withUnsafeBytes { PacketPart.truncated($0, headers: headers, keeping: 100) })
        #expect(try InternetChecksum.isCorrect(cut))
        let part = try PacketHeaders(parsing: cut)
        #expect(part.tcp?.flags == .ack && part.tcp?.sequence == headers.tcp?.sequence)
        #expect(cut[part.payloadOffset...].elementsEqual((0..<100).map { UInt8($0) }))
    }

    @Test("Every part of hostile packets ends without a trap", arguments: GoldenPackets.all)
    func hostile(packet: [UInt8]) throws {
        for length in 0...packet.count {
            let prefix = Array(packet.prefix(length))
            guard let headers = try? PacketHeaders(parsing: prefix) else { continue }
            prefix.withUnsafeBytes { bytes in
                for count in [-1, 0, 1, 1000] {
                    _ = PacketPart.truncated(bytes, headers: headers, keeping: count)
                    _ = PacketPart.slices(of: bytes, headers: headers, size: count)
                }
            }
        }
    }

    @Test("A FIN has the numbers of the packet in whose place it stands")
    func finish() throws {
        let headers = try PacketHeaders(parsing: segment(PacketBuilderTests.v6))
        let fin = try PacketHeaders(parsing: try #require(TCPFinish.toReceiver(headers: headers)))
        #expect(fin.source == headers.source && fin.destination == headers.destination && fin.payloadLength == 0)
        #expect(fin.tcp?.sequence == headers.tcp?.sequence && fin.tcp?.acknowledgment == 7)
        #expect(fin.tcp?.flags == [.fin, .ack])
        for flags in [.syn, [.syn, .ack], [.rst, .ack], .psh] as [TCPFlags] {
            let other = try PacketHeaders(parsing: segment(PacketBuilderTests.v4, flags))
            #expect(TCPFinish.toReceiver(headers: other) == nil)
        }
    }
}
