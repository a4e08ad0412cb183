import Faults
import Testing
import WireFormats

@Suite struct DNSReplyTests {
    private func reply() throws -> DNSReply {
        let name = try #require(DNSName("cdn.test"))
        let address = try #require(IPAddress(Role.cdn.ipv4))
        let query = DNSMessage(id: 9, questions: [DNSQuestion(name: name, type: .a)], edns: EDNS())
        let record = DNSRecord(name: name, address: address, ttl: 60)
        return DNSReply(
            query: query, message: DNSMessage(answering: query, answers: [record], authorities: [record]))
    }

    @Test(arguments: [("dns.nxdomain", DNSResponseCode.nxDomain), ("dns.servfail", .servFail)])
    func errorsCarryTheirCodeAndNoRecords(name: String, code: DNSResponseCode) throws {
        let definition = try FaultDefinition(Document.mapping([(key: "fault", value: .scalar(name))]).element())
        let fault = try #require(definition.fault as? any DNSFault)
        let before = try reply()
        var reply = before
        fault.edit(&reply)
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
                == "match: unknown key 'port'; expected name or type"
        )
    }
}
