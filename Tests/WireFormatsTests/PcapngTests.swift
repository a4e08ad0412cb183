import Testing
import WireFormats

@Suite struct PcapngTests {
    @Test func aSectionHeaderIsAsTheFormatDrawsIt() {
        let block = PcapngBlock.sectionHeader(hardware: "h", system: "os", application: "a 1", comments: ["c"])
        #expect(
            block.bytes
                == hex(
                    """
                    0a0d0d0a 40000000 4d3c2b1a 0100 0000 ffffffffffffffff
                    0100 0100 63000000  // opt_comment
                    0200 0100 68000000  // shb_hardware
                    0300 0200 6f730000  // shb_os
                    0400 0300 61203100  // shb_userappl
                    00000000 40000000
                    """
                )
        )
    }

    @Test func anInterfaceCountsNanoseconds() {
        let block = PcapngBlock.interface(name: "wire0", description: "node", longestFrame: 65_549)
        #expect(
            block.bytes
                == hex(
                    """
                    01000000 34000000 0100 0000 0d000100
                    0200 0500 7769726530000000  // if_name
                    0300 0400 6e6f6465  // if_description
                    0900 0100 09000000  // if_tsresol
                    00000000 34000000
                    """
                )
        )
    }

    @Test func aPacketIsPaddedAndCarriesItsComments() {
        let block = PcapngBlock.packet(
            interface: 1, nanoseconds: 0x0000_0002_0000_0003, frame: [9, 9, 0xaa, 0xbb, 0xcc][2...], length: 1500,
            bound: .inbound, comments: ["dropped"]
        )
        #expect(
            block.bytes
                == hex(
                    """
                    06000000 3c000000 01000000 02000000 03000000 03000000 dc050000 aabbcc00
                    0100 0700 64726f7070656400  // opt_comment
                    0200 0400 01000000  // epb_flags
                    00000000 3c000000
                    """
                )
        )
    }

    @Test func secretsBlocksNameTheirTypeAndLength() {
        let block = PcapngBlock.secrets(tlsKeyLog: ascii("A b c\n"))
        #expect(block.bytes == hex("0a000000 1c000000 4b534c54 06000000 412062 20630a 0000 1c000000"))
    }

    @Test func statisticsCountLostFrames() throws {
        let block = PcapngBlock.statistics(interface: 1, nanoseconds: 5, received: 300, dropped: 2, kept: 298)
        let read = try #require(PcapngReader(block.bytes)?.blocks.first)
        #expect(read.type == 5)
        #expect(read.options(after: 12).map(\.code) == [4, 5, 8])
        #expect(read.options(after: 12).map { $0.value.first } == [44, 2, 42])
    }

    @Test func aTextThatIsTooLongIsCutBetweenCharacters() throws {
        let option = PcapngOption.comment(String(repeating: "é", count: 40_000))
        #expect(option.value.count == 65_534)
        #expect(String(validating: option.value, as: UTF8.self) != nil)
    }

    /// Readers walk a file by the lengths, so both lengths of a block must agree, whatever the sizes are.
    @Test func aFileOfBlocksOfAllSizesIsReadBackWhole() throws {
        var blocks = [PcapngBlock.sectionHeader(hardware: "", system: "", application: "")]
        for count in 0..<9 {
            let bytes = [UInt8](repeating: 7, count: count)
            blocks.append(.secrets(tlsKeyLog: bytes))
            blocks.append(
                .packet(
                    interface: 0, nanoseconds: 1, frame: bytes[...], length: count, bound: .outbound,
                    comments: [String(repeating: "x", count: count), "y"]
                )
            )
        }
        let reader = try #require(PcapngReader(blocks.flatMap(\.bytes)))
        #expect(reader.blocks.map(\.type) == blocks.map(\.type))
        let packets = reader.blocks.filter { $0.type == 6 }
        for (count, packet) in packets.enumerated() {
            let options = packet.options(after: 20 + (count + 3) & ~3)
            #expect(options.map(\.code) == [1, 1, 2])
            #expect(options.first?.value.count == count)
        }
    }
}

/// Reads the blocks of a file by section 3.1 of the format; nil if the file violates it.
struct PcapngReader {
    struct Block {
        let type: UInt32
        let body: [UInt8]

        func options(after fixed: Int) -> [(code: UInt16, value: [UInt8])] {
            var rest = body.dropFirst(fixed)
            var options: [(code: UInt16, value: [UInt8])] = []
            while rest.count >= 4 {
                let code = UInt16(rest.number(at: 0, 2))
                let length = rest.number(at: 2, 2)
                if code == 0 { return options }
                options.append((code, Array(rest.dropFirst(4).prefix(length))))
                rest = rest.dropFirst(4 + (length + 3) & ~3)
            }
            return options
        }
    }

    private(set) var blocks: [Block] = []

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 12 else { return nil }
            let length = rest.number(at: 4, 4)
            guard length.isMultiple(of: 4), length >= 12, length <= rest.count,
                rest.number(at: length - 4, 4) == length
            else { return nil }
            let body = Array(rest.dropFirst(8).prefix(length - 12))
            blocks.append(Block(type: UInt32(rest.number(at: 0, 4)), body: body))
            rest = rest.dropFirst(length)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func number(at offset: Int, _ count: Int) -> Int {
        dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
