import Faults
import Testing
import WireFormats

@testable import Mangling

@Suite struct PacketJudgeTests {
    @Test func packetsThatNoFaultMatchesPassWithoutATrace() throws {
        let log = EventLog()
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.drop", match: { $0.with = .cdn })]))
        #expect(judge.judge(try Packets.udp(from: .node, 1, to: .registry, 2), into: log) == .pass)
        #expect(judge.judge(try Packets.tcp(from: .node, 1, to: .auth, 443, sequence: 1, .syn), into: log) == .pass)
        #expect(log.events.isEmpty)
    }

    @Test func packetsThatNeitherComeFromTheNodeNorGoThereAreNotJudged() throws {
        let drop = try armed("packet.drop")
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        #expect(judge.judge(try Packets.udp(from: .registry, 1, to: .cdn, 2)) == .pass)
        #expect(drop.fired == 0)
    }

    @Test func everyPrefixOfAPacketIsRuledAbout() throws {
        var judge = PacketJudge(
            ManglerPlan(faults: [
                try armed("packet.corrupt"), try armed("packet.truncate", ["keep": "1 B"]),
                try armed("packet.slice", ["size": "16 B"]), try armed("packet.duplicate"), try armed("packet.reorder"),
                try armed("packet.reject", when: { $0.every = 3 }), try armed("packet.fin", when: { $0.every = 3 }),
                try armed("packet.reset"),
            ]))
        let packets = [
            try Packets.question("registry.test", type: 1),
            try Packets.tcp(from: .node, 9, to: .cdn, 443, sequence: 5, .syn, v6: true),
            try Packets.udp(from: .cdn, 9, to: .node, 99, v6: true),
        ]
        for packet in packets {
            for length in 0..<20 { #expect(judge.judge(Array(packet.prefix(length))) == Ruling(isUnparsable: true)) }
            for length in 20..<packet.count { _ = judge.judge(Array(packet.prefix(length))) }
            for version in UInt8(0)...15 where version != 4 && version != 6 {
                #expect(judge.judge([packet[0] & 0x0f | version << 4] + packet.dropFirst()).isUnparsable)
            }
        }
    }

    @Test func aMatchByDirectionSparesTheOther() throws {
        let log = EventLog()
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.drop", match: { $0.from = .dns })]))
        #expect(!judge.judge(try Packets.question("cdn.test", type: 1), into: log).isDropped)
        #expect(judge.judge(try Packets.answer("cdn.test", type: 1), into: log).isDropped)
        #expect(log.decisions.map(\.direction) == [.toNode])
        #expect(log.decisions.map(\.flow) == ["dns cdn.test A"])
    }

    @Test func questionsOfOtherNamesAndTypesAreSpared() throws {
        let drop = try armed(
            "packet.drop",
            match: {
                $0.name = "cdn.test"
                $0.type = "AAAA"
            })
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        #expect(judge.judge(try Packets.question("CDN.test", type: 28)).isDropped)
        #expect(!judge.judge(try Packets.question("cdn.test", type: 1)).isDropped)
        #expect(!judge.judge(try Packets.question("auth.test", type: 28)).isDropped)
        #expect(!judge.judge(try Packets.udp(from: .node, 1, to: .dns, 53, [0xff])).isDropped)
        #expect(drop.fired == 1)
    }

    @Test func hitsAndSparedPacketsAreRecorded() throws {
        let log = EventLog()
        let drop = try armed("packet.drop", ordinal: 3, match: { $0.from = .node }, when: { $0.every = 2 })
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        let packet = try Packets.udp(from: .node, 1, to: .registry, 2)
        for _ in 0..<4 { _ = judge.judge(packet, into: log) }
        #expect(log.decisions.map(\.isHit) == [false, true, false, true])
        #expect(log.decisions.map(\.fate) == ["passed", "dropped", "passed", "dropped"])
        #expect(log.decisions.map(\.ordinal) == [1, 2, 3, 4])
        #expect(log.decisions.map(\.length) == [31, 31, 31, 31])
        #expect(
            log.firings.first
                == FaultFiring(
                    fault: 3, name: "packet.drop", detail: "udp registry:2 from-node packet 2: dropped"
                )
        )
        #expect(log.firings.count == 2)
    }

    @Test func beyondTheLimitOnlyFirstFiringsAreRecorded() throws {
        let log = EventLog()
        var plan = ManglerPlan(faults: [
            try armed("packet.delay", ["by": "5 ms"]), try armed("packet.drop", ordinal: 1, when: { $0.only = [4] }),
        ])
        plan.maxRecordedDecisions = 3
        var judge = PacketJudge(plan)
        let packet = try Packets.udp(from: .node, 1, to: .registry, 2)
        for _ in 0..<5 { _ = judge.judge(packet, into: log) }
        #expect(log.decisions.map(\.fault) == [0, 1, 0, 1])
        #expect(log.firings.map(\.name) == ["packet.delay", "packet.delay", "packet.drop"])
        #expect(judge.decisionsNotRecorded == 6)
    }

    @Test func aPacketWithoutPayloadIsNoOccurrenceForCorrupt() throws {
        let log = EventLog()
        let corrupt = try armed("packet.corrupt", ["offset": "0 B"], when: { $0.times = 1 })
        var judge = PacketJudge(ManglerPlan(faults: [corrupt]))
        let empty = try Packets.tcp(from: .node, 9, to: .cdn, 443, sequence: 5, .syn)
        #expect(judge.judge(empty, into: log) == .pass)
        #expect(corrupt.fired == 0)
        #expect(log.events.isEmpty)
        let full = try Packets.tcp(from: .node, 9, to: .cdn, 443, sequence: 6, .ack, [1, 2, 3, 4])
        #expect(judge.judge(full, into: log).replacement != nil)
        #expect(corrupt.fired == 1)
        #expect(log.decisions.map(\.ordinal) == [1])
    }

    @Test(arguments: ["corrected", "wrong"], [false, true])
    func corruptionFlipsOneBitWithTheChecksumThatWasAsked(checksum: String, v6: Bool) throws {
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.corrupt", ["checksum": checksum])]))
        let packet = try Packets.udp(from: .registry, 7, to: .node, 8, Array(repeating: 0xa5, count: 100), v6: v6)
        let changed = try #require(judge.judge(packet).replacement)
        let payload = packet.count - 100
        #expect(zip(packet, changed).dropFirst(payload).map { ($0 ^ $1).nonzeroBitCount }.reduce(0, +) == 1)
        #expect(packet.prefix(payload - 2) == changed.prefix(payload - 2))
        #expect(try InternetChecksum.isCorrect(changed) == (checksum == "corrected"))
    }

    @Test func aResetDropsThePacketAndAnswersBothEnds() throws {
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.reset")]))
        let segment = try Packets.tcp(
            from: .node, 9, to: .cdn, 443, sequence: 1000, acknowledgment: 2000, [.ack, .psh], [1, 2, 3], v6: true
        )
        let ruling = judge.judge(segment)
        #expect(ruling.isDropped)
        let resets = try ruling.injections.map { try PacketHeaders(parsing: $0) }
        let ends = [try Packets.address(.cdn, v6: true), try Packets.address(.node, v6: true)]
        #expect(resets.map(\.destination) == ends)
        #expect(resets.map(\.tcp?.sequence) == [1000, 2000])
        #expect(resets.allSatisfy { $0.tcp?.flags.contains(.rst) == true })
    }

    @Test func aResetOfWhatIsNoConnectionIsNoOccurrence() throws {
        let reset = try armed("packet.reset")
        var judge = PacketJudge(ManglerPlan(faults: [reset]))
        #expect(judge.judge(try Packets.question("cdn.test", type: 1)) == .pass)
        #expect(reset.fired == 0)
    }

    @Test func faultsAddUpInTheirOrder() throws {
        let log = EventLog()
        var judge = PacketJudge(
            ManglerPlan(faults: [
                try armed("packet.delay", ["by": "30 ms"]), try armed("packet.delay", ["by": "20 ms"], ordinal: 1),
                try armed("packet.corrupt", ordinal: 2),
            ]))
        let ruling = judge.judge(try Packets.udp(from: .node, 1, to: .registry, 2), into: log)
        #expect(ruling.delay == .milliseconds(50))
        #expect(ruling.replacement != nil)
        #expect(log.firings.map(\.fault) == [0, 1, 2])
    }

    @Test func aDroppedPacketNeverGetsToLaterFaults() throws {
        let delay = try armed("packet.delay", ["by": "30 ms"], ordinal: 1)
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.drop", when: { $0.only = [1] }), delay]))
        let packet = try Packets.udp(from: .node, 1, to: .registry, 2)
        #expect(judge.judge(packet).isDropped)
        #expect(delay.fired == 0)
        #expect(judge.judge(packet).delay == .milliseconds(30))
    }

    @Test func aLiftedFaultLetsEverythingPass() throws {
        let log = EventLog()
        let drop = try armed("packet.drop")
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        drop.lift()
        #expect(judge.judge(try Packets.udp(from: .node, 1, to: .registry, 2), into: log) == .pass)
        #expect(log.events.isEmpty)
    }

    @Test func timeAndBytesOpenATrigger() throws {
        var judge = PacketJudge(
            ManglerPlan(faults: [
                try armed("packet.drop", when: { $0.after = .seconds(2) }),
                try armed("packet.delay", ["by": "9 ms"], ordinal: 1, when: { $0.afterBytes = 250 }),
            ]))
        let packet = try Packets.udp(from: .node, 1, to: .registry, 2, Array(repeating: 0, count: 100))
        let delays = (0..<4).map { _ in judge.judge(packet, time: .seconds(1)).delay }
        #expect(delays == [.zero, .zero, .zero, .milliseconds(9)])
        #expect(judge.judge(packet, time: .seconds(2)).isDropped)
    }
}
