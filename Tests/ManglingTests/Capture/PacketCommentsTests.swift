import Faults
import Testing
import WireFormats

@testable import Mangling

@Suite struct PacketCommentsTests {
    private var capture = PacketCapture(interfaces: ["wire0", "wire1"], limit: 1 << 20)
    private var judged: [JudgedPacket] = []

    private mutating func see(_ packet: [UInt8], at time: UInt64, interface: Int = 0, leaving: Bool = false) {
        let frame = [UInt8](repeating: 2, count: 12) + (packet[0] >> 4 == 4 ? [0x08, 0x00] : [0x86, 0xdd]) + packet
        frame.withUnsafeBytes {
            capture.append(
                interface: interface, nanoseconds: time, isOutgoing: leaving, length: frame.count, $0
            )
        }
    }

    private mutating func judge(_ packet: [UInt8], at time: UInt64, _ fates: String..., injecting: [[UInt8]] = []) {
        var ruling = Ruling()
        ruling.hits = fates.map { Ruling.Hit(fault: "faults[0] f", fate: $0) }
        ruling.injections = injecting
        judged += packet.withUnsafeBytes { ruling.judged($0, at: time) }
    }

    private var comments: PacketComments { PacketComments(of: judged, in: capture) }

    private func data(_ sequence: UInt32, _ count: Int, _ flags: TCPFlags = .ack) throws -> [UInt8] {
        try Packets.tcp(
            from: .cdn, 443, to: .node, 40_000, sequence: sequence, acknowledgment: 9, flags,
            Array(repeating: 7, count: count)
        )
    }

    @Test mutating func aCommentBelongsToTheFrameWhereThePacketArrived() throws {
        let question = try Packets.question("cdn.test", type: 1)
        see(question, at: 10)
        see(question, at: 12, interface: 1, leaving: true)
        judge(question, at: 11, "held back 1 ms", "dropped")
        #expect(comments.texts == [0: ["held back 1 ms by faults[0] f", "dropped by faults[0] f"]])
        #expect(comments.unplaced == 0)
    }

    @Test mutating func theNthOfEqualPacketsIsTheNthThatArrived() throws {
        let question = try Packets.question("cdn.test", type: 28, port: 1)
        let v6 = try Packets.udp(from: .node, 40_000, to: .dns, 53, [1], v6: true)
        for (index, packet) in [question, v6, question, question].enumerated() { see(packet, at: UInt64(index)) }
        judge(question, at: 10)
        judge(question, at: 11, "dropped")
        judge(v6, at: 12, "changed")
        #expect(comments.texts == [1: ["changed by faults[0] f"], 2: ["dropped by faults[0] f"]])
    }

    @Test mutating func packetsThatTheKernelCutLaterAreFoundInTheirFrame() throws {
        see(try data(.max - 99, 300), at: 1, interface: 1)
        see(try data(200, 50, [.ack, .psh]), at: 2, interface: 1)
        see(try data(0, 100), at: 5, interface: 1)
        judge(try data(.max - 99, 100), at: 3)
        judge(try data(0, 100), at: 3, "dropped")
        judge(try data(100, 100), at: 4, "flipped")
        judge(try data(200, 50), at: 4, "dropped")
        judge(try data(0, 100), at: 6, "held back 2 s")
        #expect(
            comments.texts == [
                0: [
                    "dropped by faults[0] f (payload bytes 100 to 199)",
                    "flipped by faults[0] f (payload bytes 200 to 299)",
                ],
                1: ["dropped by faults[0] f"],
                2: ["held back 2 s by faults[0] f"],
            ])
        #expect(comments.unplaced == 0)
    }

    @Test mutating func aResetIsMarkedWhereItLeaves() throws {
        let segment = try data(1, 10)
        let reset = try Packets.tcp(from: .cdn, 443, to: .node, 40_000, sequence: 1, .rst)
        see(reset, at: 1, leaving: true)
        see(segment, at: 2, interface: 1)
        see(reset, at: 4, interface: 0, leaving: true)
        judge(segment, at: 3, "RST to both ends", injecting: [reset])
        #expect(comments.texts == [1: ["RST to both ends by faults[0] f"], 2: ["injected by faults[0] f"]])
    }

    @Test mutating func aPacketThatIsNotInTheCaptureIsCounted() throws {
        let question = try Packets.question("cdn.test", type: 1)
        judge(question, at: 1, "dropped")
        judge(question, at: 2)
        see(question, at: 3)
        #expect(comments.texts.isEmpty && comments.unplaced == 1, "what arrived later is another packet")
    }

    @Test mutating func framesThatAreNoPacketsAreLeftAlone() throws {
        for frame: [UInt8] in [[], [1, 2], Array(repeating: 0xff, count: 60), Array(repeating: 0, count: 14) + [0x45]] {
            frame.withUnsafeBytes {
                capture.append(interface: 0, nanoseconds: 0, isOutgoing: false, length: frame.count, $0)
            }
        }
        judge([], at: 1, "dropped")
        judge([0x45], at: 1, "dropped")
        #expect(comments.texts.isEmpty)
    }

    @Test func aFullCaptureLeavesOutAllThatFollows() {
        var capture = PacketCapture(interfaces: ["a", "b"], limit: 10)
        for (interface, count) in [(0, 6), (1, 6), (0, 1), (0, 1)] {
            [UInt8](repeating: 1, count: count).withUnsafeBytes {
                capture.append(interface: interface, nanoseconds: 0, isOutgoing: true, length: count, $0)
            }
        }
        #expect(capture.isCut && capture.frames.count == 1 && capture.bytes.count == 6)
        #expect(capture.interfaces.map(\.leftOut) == [2, 1] && capture.interfaces.map(\.kept) == [1, 0])
    }
}
