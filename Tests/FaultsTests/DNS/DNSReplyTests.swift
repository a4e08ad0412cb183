import Faults
import Testing
import WireFormats

@Suite struct DNSReplyTests {
    @Test(arguments: [("dns.nxdomain", DNSResponseCode.nxDomain), ("dns.servfail", .servFail)])
    func errorsCarryTheirCodeAndNoRecords(name: String, code: DNSResponseCode) throws {
        let definition = try FaultDefinition(Document.mapping([(key: "fault", value: .scalar(name))]).element())
        let fault = try #require(definition.fault as? any DNSFault)
        let before = try DNSReply.sample()
        var reply = before
        var draw = Draw(seed: 1)
        fault.edit(&reply, draw: &draw)
        #expect(reply.message.responseCode == code)
        #expect(reply.message.answers.isEmpty && reply.message.authorities.isEmpty)
        #expect(reply.message.id == before.message.id && reply.message.questions == before.message.questions)
        #expect(reply.message.edns == before.message.edns)
        #expect(!reply.isSilent && reply.delay == .zero)
    }

    @Test func theyTakeNoParameterButMatchAndWhen() {
        #expect(complaint(aboutFault: ["fault": "dns.nxdomain", "match": ["name": "cdn"]]) == nil)
        #expect(
            complaint(aboutFault: ["fault": "dns.servfail", "match": ["port": "53"]])
                == "match: unknown key 'port'; expected one of name, type, protocol"
        )
    }

    @Test func overUDPNoMoreIsSentThanTheAskerTakes() throws {
        var reply = try DNSReply.sample(edns: nil)
        reply.message.answers = Array(repeating: reply.message.answers, count: 60).flatMap(\.self)
        #expect(reply.bytes.count <= 512)
        #expect(try DNSMessage(parsing: reply.bytes).isTruncated)
        reply.ignoresPayloadSize = true
        #expect(try DNSMessage(parsing: reply.bytes).answers.count == 60)
        reply.payload = Array(repeating: 7, count: 70_000)
        #expect(reply.bytes.count == 65_535)
    }

    @Test func theSummarySaysWhatMattersMost() throws {
        var reply = try DNSReply.sample()
        #expect(reply.summary == "NOERROR")
        reply.message.isTruncated = true
        #expect(reply.summary == "truncated")
        reply.payload = []
        #expect(reply.summary == "malformed")
        reply.isSilent = true
        #expect(reply.summary == "silence")
    }
}

extension DNSReply {
    /// The correct answer to a question about the CDN.
    static func sample(
        _ type: DNSRecordType = .a, edns: EDNS? = EDNS(), isOverTCP: Bool = false
    ) throws -> DNSReply {
        let name = try #require(DNSName("cdn.test"))
        let address = try #require(IPAddress(type == .a ? Role.cdn.ipv4 : Role.cdn.ipv6))
        let query = DNSMessage(id: 9, questions: [DNSQuestion(name: name, type: type)], edns: edns)
        let record = DNSRecord(name: name, address: address, ttl: 60)
        let message = DNSMessage(answering: query, answers: [record], authorities: [record])
        return DNSReply(query: query, message: message, isOverTCP: isOverTCP)
    }
}

extension DNSFault {
    /// The reply after the fault.
    func edited(_ reply: DNSReply, seed: UInt64 = 1) -> DNSReply {
        var reply = reply
        var draw = Draw(seed: seed)
        edit(&reply, draw: &draw)
        return reply
    }
}
