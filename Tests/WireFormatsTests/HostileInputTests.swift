import ImageContent
import Testing
import WireFormats

/// No input traps.
///
/// These tests pass if they reach their end; what they check on the way is only sanity.
@Suite struct HostileInputTests {
    static func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard let index = bytes.indices.randomElement(using: &random) else { return bytes }
            switch random.next() & 7 {
            case 0: bytes.removeSubrange(index...)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
            case 3: bytes[index] = [0x00, 0xff, 0xc0, 0x3f, 0x7f, 0x80, 0x2b, 0x2c][Int(random.next() & 7)]
            case 4: bytes[index] ^= 1 << UInt8(random.next() & 7)
            default: bytes[index] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        return bytes
    }

    @Test("Every prefix of a valid packet is read or refused") func packetPrefixes() {
        for packet in GoldenPackets.all {
            #expect(HostileReading.readPacket(packet))
            for length in packet.indices { _ = HostileReading.readPacket(Array(packet.prefix(length))) }
        }
    }

    @Test("Every prefix of a valid message is refused") func messagePrefixes() {
        for message in GoldenMessages.all {
            #expect(HostileReading.readMessage(message))
            for length in message.indices { #expect(!HostileReading.readMessage(Array(message.prefix(length)))) }
        }
    }

    @Test("100,000 mutated packets do not trap") func mutatedPackets() throws {
        var random = SplitMix64(state: 0x7061_636b)
        var readable = 0
        for _ in 0..<100_000 {
            let packet = try #require(GoldenPackets.all.randomElement(using: &random))
            if HostileReading.readPacket(Self.mutated(packet, &random)) { readable += 1 }
        }
        // Some of them, but not all: otherwise the mutations would not reach the code after the first check.
        #expect((10_000...99_000).contains(readable))
    }

    @Test("100,000 mutated messages do not trap and survive a round trip") func mutatedMessages() throws {
        var random = SplitMix64(state: 0x646e_7321)
        var readable = 0
        for _ in 0..<100_000 {
            let message = try #require(GoldenMessages.all.randomElement(using: &random))
            if HostileReading.readMessage(Self.mutated(message, &random)) { readable += 1 }
        }
        #expect((5_000...99_000).contains(readable))
    }
}
