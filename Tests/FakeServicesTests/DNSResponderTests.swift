import Faults
import Testing
import WireFormats

@testable import FakeServices

@Suite struct DNSResponderTests {
    let log = EventLog()

    func query(_ name: String, _ type: DNSRecordType, id: UInt16 = 7, edns: EDNS? = nil) throws -> DNSMessage {
        let question = DNSQuestion(name: try #require(DNSName(name)), type: type)
        return DNSMessage(id: id, questions: [question], edns: edns)
    }

    func reply(to query: DNSMessage, faults: [ArmedFault] = []) throws -> DNSReply {
        let responder = DNSResponder(faults: faults, hooks: log.hooks())
        return try #require(responder.reply(to: query.encoded(), overTCP: false))
    }

    @Test(
        arguments: [
            ("registry.test", DNSRecordType.a, DNSResponseCode.noError, ["198.18.1.10"]),
            ("CDN.test", .a, .noError, ["198.18.1.12"]),
            ("cdn.test", .aaaa, .noError, ["2001:db8:1::12"]),
            ("cdn.test", .txt, .noError, []),
            ("cdn.test", .https, .noError, []),
            ("x.cdn.test", .a, .nxDomain, []),
            ("example.org", .a, .nxDomain, []),
        ] as [(String, DNSRecordType, DNSResponseCode, [String])])
    func `names of this world have addresses and no other name exists`(
        name: String, type: DNSRecordType, code: DNSResponseCode, addresses: [String]
    ) throws {
        let answer = try reply(to: try query(name, type, edns: EDNS(udpPayloadSize: 4096))).message
        #expect(answer.responseCode == code && answer.id == 7 && answer.isResponse && answer.isAuthoritative)
        #expect(answer.answers.map(\.data) == addresses.compactMap { IPAddress($0).map { .address($0) } })
        #expect(answer.authorities.map(\.type) == (addresses.isEmpty ? [.soa] : []))
        #expect(answer.edns?.udpPayloadSize == 1232)
        #expect(log.questions.map(\.answer) == [code.description])
    }

    @Test func `what cannot be read is refused or ignored`() throws {
        let responder = DNSResponder(faults: [], hooks: log.hooks())
        #expect(responder.reply(to: [], overTCP: false) == nil)
        #expect(responder.reply(to: [1, 2, 3], overTCP: false) == nil)
        let cut = Array(try query("cdn.test", .a).encoded().prefix(15))
        let complaint = try #require(responder.reply(to: cut, overTCP: false))
        #expect(complaint.message.responseCode == .formErr && complaint.message.id == 7)
        var response = try query("cdn.test", .a)
        response.isResponse = true
        #expect(responder.reply(to: response.encoded(), overTCP: false) == nil)
        var update = try query("cdn.test", .a)
        update.opcode = 5
        #expect(try reply(to: update).message.responseCode == .notImp)
        var empty = try query("cdn.test", .a)
        empty.questions = []
        #expect(try reply(to: empty).message.responseCode == .formErr)
    }

    @Test func `DNS faults edit the reply of the question they match`() throws {
        let silent = ArmedFault.test(EditDNS { $0.isSilent = true }, first: 1)
        let first = try reply(to: try query("cdn.test", .a), faults: [silent])
        let second = try reply(to: try query("cdn.test", .a), faults: [silent])
        let other = try reply(to: try query("cdn.test", .aaaa), faults: [silent])
        #expect(first.isSilent && !second.isSilent && other.isSilent)
        #expect(log.questions.map(\.answer) == ["silence", "NOERROR", "silence"])
        #expect(log.questions.map(\.faults) == [[0], [], [0]])
    }

    @Test func `a fault that changes nothing has not fired`() throws {
        let fault = ArmedFault.test(EditDNS { if !$0.isOverTCP { $0.message.isTruncated = true } })
        let responder = DNSResponder(faults: [fault], hooks: log.hooks())
        let bytes = try query("cdn.test", .a).encoded()
        #expect(responder.reply(to: bytes, overTCP: true)?.message.isTruncated == false)
        #expect(fault.fired == 0)
        #expect(responder.reply(to: bytes, overTCP: false)?.message.isTruncated == true)
        #expect(fault.fired == 1)
        #expect(log.questions.map(\.answer) == ["NOERROR", "truncated"])
        #expect(log.questions.map(\.faults) == [[], [0]])
    }

    @Test func `what is sent instead of a message has no records`() throws {
        let reply = try reply(
            to: try query("cdn.test", .a), faults: [ArmedFault.test(EditDNS { $0.payload = [1, 2, 3] })])
        #expect(reply.bytes == [1, 2, 3])
        #expect(log.questions.map(\.answer) == ["malformed"] && log.questions.map(\.records) == [0])
    }

    @Test func `a match on what carries the question holds`() throws {
        var match = Match()
        match.protocol = .tcp
        let fault = ArmedFault(
            EditDNS { $0.isSilent = true }, ordinal: 0, match: match, trigger: Trigger(), seed: 1)
        let responder = DNSResponder(faults: [fault], hooks: log.hooks())
        let bytes = try query("cdn.test", .a).encoded()
        #expect(responder.reply(to: bytes, overTCP: false)?.isSilent == false)
        #expect(responder.reply(to: bytes, overTCP: true)?.isSilent == true)
    }
}
