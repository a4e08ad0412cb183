import Faults
import Testing
import WireFormats

/// Faults that answer with a message that is malformed, or of the wrong size.
@Suite struct DNSBytesFaultTests {
    @Test func aTruncatedAnswerIsCompleteOverTCP() throws {
        let cut = try fault(DNSTruncate.self).edited(try .sample())
        let sent = try DNSMessage(parsing: cut.bytes)
        #expect(sent.isTruncated && sent.answers.isEmpty && sent.edns == cut.message.edns)
        let whole = try DNSReply.sample(isOverTCP: true)
        #expect(try fault(DNSTruncate.self).edited(whole) == whole)
    }

    @Test(arguments: [nil, "512 B", "600 B", "8 KiB"])
    func anOversizeAnswerIsSentWithoutTheTCBit(size: String?) throws {
        let oversize = try fault(
            DNSOversize.self, size.map { ["size": .scalar($0)] } ?? [:])
        let reply = oversize.edited(try .sample(edns: nil))
        let least = try size.map { try Document.scalar($0).element().byteSize() } ?? 1400
        #expect((least..<least + 256).contains(reply.bytes.count))
        let sent = try DNSMessage(parsing: reply.bytes)
        #expect(!sent.isTruncated && sent.answers.last?.type == .a && sent.answers.first?.type == .txt)
        let overTCP = try DNSReply.sample(isOverTCP: true)
        #expect(oversize.edited(overTCP) == overTCP)
    }

    @Test func aMisplacedOPTRecordStandsFirstAmongTheAnswers() throws {
        let reply = try fault(DNSEDNSMalformed.self).edited(try .sample())
        #expect(reply.message.edns == nil)
        #expect(reply.message.answers.map(\.type) == [.opt, .a])
        #expect(reply.message.answers.first?.recordClass == 1232)
    }

    @Test(arguments: ["cut", "twice"], [EDNS(), nil])
    func aBrokenOPTRecordMakesTheMessageUnreadable(how: String, edns: EDNS?) throws {
        let reply = try fault(DNSEDNSMalformed.self, ["how": .scalar(how)]).edited(try .sample(edns: edns))
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: reply.bytes) }
        #expect(reply.bytes.starts(with: [0, 9]))
    }

    @Test func garbageIsDrawnBySeed() throws {
        let garbage = try fault(DNSGarbage.self)
        let before = try DNSReply.sample()
        let bytes = garbage.edited(before).bytes
        #expect(bytes.count == 64 && Set(bytes).count > 32)
        #expect(bytes == garbage.edited(before).bytes)
        #expect(bytes != garbage.edited(before, seed: 2).bytes)
    }

    @Test func garbageBehindTheQuestionAnnouncesOneAnswer() throws {
        let reply = try fault(DNSGarbage.self, ["keep": "question", "size": "10 B"]).edited(try .sample())
        let datagram = try #require(DNSDatagram(parsing: reply.bytes))
        #expect(datagram.id == 9 && datagram.isResponse && datagram.name.description == "cdn.test")
        #expect(reply.bytes[6...7] == [0, 1])
        let bare = DNSMessage(answering: DNSMessage(id: 9, questions: reply.query.questions)).encoded()
        #expect(reply.bytes.count == bare.count + 10)
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: reply.bytes) }
    }

    @Test(
        arguments: [
            (["fault": "dns.oversize", "size": "511 B"], "size: 511 B is out of range; expected 512 B to 8 KiB"),
            (["fault": "dns.garbage", "size": "5 KiB"], "size: 5 KiB is out of range; expected 0 B to 4 KiB"),
            (["fault": "dns.garbage", "keep": "header"], "keep: unknown part 'header'; expected nothing or question"),
            (["fault": "dns.edns-malformed", "how": "cutt"], "how: unknown way 'cutt'; did you mean 'cut'?"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)) == message)
    }
}
