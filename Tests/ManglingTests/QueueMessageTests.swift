import Testing

@testable import Mangling

@Suite struct QueueMessageTests {
    /// A message as text.
    private func words(_ datagram: [UInt8]) throws -> [String] {
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: datagram.count + 4, alignment: 16)
        defer { storage.deallocate() }
        storage.copyBytes(from: datagram)
        var words: [String] = []
        let bytes = UnsafeRawBufferPointer(rebasing: storage.prefix(datagram.count))
        try QueueMessage.forEach(in: bytes) { (message) throws(ManglingError) in
            switch message {
            case .packet(let id, let bytes, let isRun):
                words.append("\(isRun ? "run" : "packet") \(id), \(Array(bytes) == RecordedMessages.question)")
            case .answer(let sequence, let error): words.append("answer \(sequence) \(error)")
            case .other: words.append("other")
            }
        }
        return words
    }

    @Test func recordedMessagesAreUnderstood() throws {
        #expect(try words(RecordedMessages.packet) == ["packet 1, true"])
        #expect(try words(RecordedMessages.acknowledgment) == ["answer 0 0"])
        #expect(try words(RecordedMessages.refusal) == ["answer 0 2"])
    }

    /// NFQA_SKB_CSUMNOTREADY, NFQA_SKB_GSO and NFQA_SKB_CSUM_NOTVERIFIED, from the lowest bit.
    @Test(arguments: [(0b000, "packet"), (0b001, "packet"), (0b010, "run"), (0b011, "run"), (0b100, "packet")])
    func theKernelTellsWhichPacketsHoldSeveralSegments(info: Int, word: String) throws {
        let packet = RecordedMessages.packet(id: 1, RecordedMessages.question, info: UInt8(info))
        #expect(try words(packet) == ["\(word) 1, true"])
    }

    @Test func messagesMayFollowOneAnother() throws {
        let datagram = RecordedMessages.refusal + RecordedMessages.acknowledgment + RecordedMessages.packet
        #expect(try words(datagram) == ["answer 0 2", "answer 0 0", "packet 1, true"])
    }

    @Test func truncatedMessagesAreNoMessages() throws {
        for message in [RecordedMessages.packet, RecordedMessages.refusal] {
            for length in 0..<message.count { #expect(try words(Array(message.prefix(length))) == []) }
        }
    }

    @Test func messagesThatEndBeforeTheirAttributesAreIgnored() throws {
        for length in 16..<RecordedMessages.packet.count {
            var message = Array(RecordedMessages.packet.prefix(length))
            message[0] = UInt8(length)
            // A packet with its header (20 bytes and 11 of an attribute) but without its bytes still waits for a
            // verdict.
            #expect(try words(message) == [length < 31 ? "other" : "packet 1, false"], "\(length) bytes")
        }
    }

    @Test func aVerdictIsAMessageForOnePacket() {
        var batch = VerdictBatch(queueNumber: 5)
        batch.append(id: 0x0102_0304, .drop)
        batch.append(id: 1, .accept, replacement: [0xaa, 0xbb, 0xcc])
        let expected: [UInt8] =
            [0x20, 0, 0, 0, 0x01, 0x03, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0]  // 32 bytes, NFQNL_MSG_VERDICT, NLM_F_REQUEST
            + [0, 0, 0, 5]  // nfgenmsg: AF_UNSPEC, version 0, queue 5
            + [0x0c, 0, 0x02, 0, 0, 0, 0, 0, 1, 2, 3, 4]  // NFQA_VERDICT_HDR: NF_DROP, the id
            + [0x28, 0, 0, 0, 0x01, 0x03, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0]  // 40 bytes
            + [0, 0, 0, 5]
            + [0x0c, 0, 0x02, 0, 0, 0, 0, 1, 0, 0, 0, 1]  // NFQA_VERDICT_HDR: NF_ACCEPT
            + [0x07, 0, 0x0a, 0, 0xaa, 0xbb, 0xcc, 0]  // NFQA_PAYLOAD and its padding
        let messages = Array(batch.messages)
        batch.removeAll()
        let left = batch.messages.count
        #expect(messages == expected)
        #expect(left == 0)
    }

    @Test func packetsBehindOneAnotherAreAcceptedByOneMessage() {
        var batch = VerdictBatch(queueNumber: 5)
        for id in 1...9 as ClosedRange<UInt32> { batch.acceptAll(upTo: id) }
        let one = Array(batch.messages)
        batch.append(id: 10, .queue(3))
        batch.acceptAll(upTo: 11)
        let three = Array(batch.messages)
        #expect(one.count == 32 && one[4] == 3)  // NFQNL_MSG_VERDICT_BATCH
        #expect(one[20...] == [0x0c, 0, 0x02, 0, 0, 0, 0, 1, 0, 0, 0, 9])
        #expect(three.count == 96 && three[..<32] == one[...])
        // NF_QUEUE with the queue's number in its upper half, then the next run.
        #expect(three[56..<64] == [0, 3, 0, 3, 0, 0, 0, 10] && three[68] == 3 && three[95] == 11)
    }

    @Test func aConnectionIsMarkedByItsLastVerdict() {
        var batch = VerdictBatch(queueNumber: 0)
        batch.append(id: 7, .repeating(mark: 0xc4a05))
        let messages = Array(batch.messages)
        #expect(messages[20...] == [0x0c, 0, 0x02, 0, 0, 0, 0, 4, 0, 0, 0, 7, 8, 0, 3, 0, 0, 0x0c, 0x4a, 0x05])
    }

    @Test func aBatchKnowsWhenItIsFull() {
        var batch = VerdictBatch(queueNumber: 0)
        let packet = [UInt8](repeating: 1, count: VerdictBatch.largestReplacement)
        let before = batch.hasRoom(for: packet)
        batch.append(id: 1, .accept, replacement: packet)
        let after = (changed: batch.hasRoom(for: packet), unchanged: batch.hasRoom(for: nil))
        let count = batch.messages.count
        #expect(before)
        #expect(after == (false, true))
        #expect(count <= VerdictBatch.capacity)
    }

    @Test func lossesAreReadFromTheKernelsTable() throws {
        let statistics = try #require(QueueStatistics(line: "    7   4242     3 2 65535    11    12       99  1"))
        #expect(statistics.queue == 7)
        #expect(statistics.owner == 4242)
        #expect(statistics.queueDropped == 11)
        #expect(statistics.userDropped == 12)
        #expect(QueueStatistics(line: "") == nil)
        #expect(QueueStatistics(line: "x 1 2 3 4 5 6 7 8") == nil)
    }
}
