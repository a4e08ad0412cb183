import Faults
import Testing
import WireFormats

@testable import Mangling

@Suite struct SegmentRunTests {
    private func run(
        of payload: Int, _ flags: TCPFlags = .ack, options: Int = 0, segmentSize: Int = 1460, isRun: Bool = true
    ) throws -> SegmentRun? {
        let packet = PacketBuilder.tcp(
            source: try Packets.address(.cdn), destination: try Packets.address(.node), sourcePort: 443,
            destinationPort: 9, sequence: 1, flags: flags, options: [UInt8](repeating: 1, count: options),
            payload: [UInt8](repeating: 7, count: payload)
        )
        // The queue of uncut packets delivers no more.
        let headers = try PacketHeaders(parsing: Array(packet.prefix(512)))
        return SegmentRun(headers, isRun: isRun, segmentSize: segmentSize)
    }

    @Test func aRunOfFullSegmentsHoldsAsManyAsFit() throws {
        let plain = try #require(try run(of: 2 * 1460, [.ack, .psh]))
        #expect(plain.count == 2 && plain.size == 1460)
        // Timestamps take 12 bytes, so 1448 are left (RFC 7323).
        let stamped = try #require(try run(of: 44 * 1448, options: 12))
        #expect(stamped.count == 44 && stamped.size == 1448)
    }

    @Test func whatIsNoMultipleIsOfUnknownNumber() throws {
        #expect(try run(of: 2 * 1460 + 1, [.ack, .psh]) == nil)
        #expect(try run(of: 10 * 1240) == nil)
        #expect(try run(of: 2 * 1460, options: 12) == nil)
    }

    @Test func aSingleSegmentCountsAsOneWhateverWasMeasured() throws {
        for size in [0, 1460] {
            for (payload, flags) in [(0, TCPFlags.ack), (9000, .ack), (5, [.ack, .fin]), (0, .syn)] {
                let single = try #require(try run(of: payload, flags, segmentSize: size, isRun: false))
                #expect(single.count == 1 && single.size == payload)
            }
        }
    }

    @Test func runsWithoutAMeasuredSizeOrWithSpecialFlagsHaveAnUnknownNumber() throws {
        for flags in [TCPFlags.fin, .syn, .rst, .urg] { #expect(try run(of: 2920, [.ack, flags]) == nil) }
        for size in [0, -1] { #expect(try run(of: 2920, segmentSize: size) == nil) }
        #expect(try run(of: 2920, options: 40, segmentSize: 40) == nil)
        #expect(try run(of: 0) == nil)
    }

    @Test func headersOfASegmentSayItsPayloadAlone() throws {
        let headers = try PacketHeaders(
            parsing: Packets.tcp(from: .cdn, 443, to: .node, 9, sequence: 5, .ack, [UInt8](repeating: 1, count: 900)))
        let segment = try #require(SegmentRun(headers, isRun: true, segmentSize: 300)).segment(of: headers)
        #expect(segment.packetLength == 340 && segment.payloadRange == 40..<340)
    }
}
