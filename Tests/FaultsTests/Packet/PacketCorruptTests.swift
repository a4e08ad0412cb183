import Faults
import Testing
import WireFormats

@Suite struct PacketCorruptTests {
    @Test func oneBitOfThePayloadIsFlipped() throws {
        let corrupt = try fault(PacketCorrupt.self)
        let packet = try Sample.tcp(from: .cdn, to: .node, payload: Array(repeating: 0xa5, count: 100))
        for seed in UInt64(1)...200 {
            let changed = try #require(corrupt.fate(of: packet, seed: seed).replacement)
            #expect(changed.count == packet.bytes.count)
            let flips = zip(packet.bytes, changed).enumerated().filter { $1.0 != $1.1 }
            #expect(flips.count == 1)
            #expect(flips.allSatisfy { packet.facts.headers.payloadRange.contains($0.offset) })
            #expect(flips.allSatisfy { ($0.element.0 ^ $0.element.1).nonzeroBitCount == 1 })
        }
    }

    @Test func theSeedReachesEveryByteAndEveryBit() throws {
        let corrupt = try fault(PacketCorrupt.self)
        let packet = try Sample.udp(from: .node, to: .cdn, payload: [0, 0, 0])
        var seen: Set<[UInt8]> = []
        for seed in UInt64(1)...1000 {
            seen.insert(Array(try #require(corrupt.fate(of: packet, seed: seed).replacement).suffix(3)))
        }
        #expect(seen.count == 24)
    }

    @Test(arguments: [("0 B", 0), ("2 B", 2), ("64 KiB", nil), ("1 KiB", 3)] as [(String, Int?)])
    func anOffsetChoosesTheByteAndIsClampedToTheLast(offset: String, byte: Int?) throws {
        let document: Document = ["fault": "packet.corrupt", "offset": .scalar(offset)]
        guard let byte else {
            #expect(complaint(aboutFault: document) == "offset: 64 KiB is out of range; expected 0 B to 65535 B")
            return
        }
        let corrupt = try fault(PacketCorrupt.self, ["offset": .scalar(offset)])
        let packet = try Sample.udp(from: .node, to: .dns, payload: [0, 0, 0, 0])
        for seed in UInt64(1)...20 {
            let changed = try #require(corrupt.fate(of: packet, seed: seed).replacement).suffix(4)
            #expect(changed.enumerated().filter { $0.element != 0 }.map(\.offset) == [byte])
        }
    }

    @Test func checksumsAreCorrectedUnlessAskedOtherwise() throws {
        let packet = try Sample.udp(from: .node, to: .dns)
        #expect(try fault(PacketCorrupt.self).fate(of: packet).checksum == .corrected)
        #expect(try fault(PacketCorrupt.self, ["checksum": "corrected"]).fate(of: packet).checksum == .corrected)
        let wrong = try fault(PacketCorrupt.self, ["checksum": "wrong"]).fate(of: packet)
        #expect(wrong.checksum == .wrong)
        #expect(try !InternetChecksum.isCorrect(try #require(wrong.replacement)))
        #expect(wrong.detail?.hasSuffix("checksum wrong") == true)
    }

    @Test func theDetailNamesTheBitThatWasFlipped() throws {
        let packet = try Sample.udp(from: .node, to: .dns, payload: [0, 0])
        let fate = try fault(PacketCorrupt.self, ["offset": "1 B"]).fate(of: packet, seed: 9)
        let bit = try #require(fate.replacement?.last).trailingZeroBitCount
        #expect(fate.detail == "flipped bit \(bit) of payload byte 1, checksum corrected")
    }

    @Test func aPacketWithoutPayloadIsLeftAlone() throws {
        let corrupt = try fault(PacketCorrupt.self)
        #expect(corrupt.fate(of: try .tcp(from: .cdn, to: .node)) == PacketFate())
        #expect(corrupt.fate(of: try .udp(from: .node, to: .cdn, payload: [])) == PacketFate())
    }

    @Test func headersThatPromiseMoreThanIsThereDoNotTrap() throws {
        let packet = try Sample.udp(from: .node, to: .cdn)
        var fate = PacketFate()
        var draw = Draw(seed: 1)
        let corrupt = try fault(PacketCorrupt.self)
        packet.bytes.dropLast(2).withUnsafeBytes { corrupt.edit(&fate, of: packet.facts, bytes: $0, draw: &draw) }
        #expect(fate == PacketFate())
    }

    @Test func bytesThatAnEarlierFaultChangedAreKept() throws {
        let packet = try Sample.udp(from: .node, to: .cdn, payload: [0, 0])
        let first = try fault(PacketCorrupt.self, ["offset": "0 B"]).fate(of: packet)
        let second = try fault(PacketCorrupt.self, ["offset": "1 B"]).fate(of: packet, after: first)
        #expect(second.replacement?.suffix(2).allSatisfy { $0 != 0 } == true)
    }

    @Test func otherWordsForTheChecksumAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "packet.corrupt", "checksum": "wrnog"])
                == "checksum: unknown checksum 'wrnog'; did you mean 'wrong'?"
        )
    }
}
