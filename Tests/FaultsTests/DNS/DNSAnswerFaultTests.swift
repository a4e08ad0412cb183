import Faults
import Testing
import WireFormats

/// Faults that answer with another message.
@Suite struct DNSAnswerFaultTests {
    @Test(arguments: [
        "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
        "NOTZONE",
    ])
    func everyResponseCodeIsSentWithoutRecords(rcode: String) throws {
        let reply = try fault(DNSRcode.self, ["rcode": .scalar(rcode)]).edited(try .sample())
        let sent = try DNSMessage(parsing: reply.bytes)
        #expect(sent.responseCode.description == rcode)
        #expect(sent.answers.isEmpty && sent.authorities.isEmpty && sent.questions == reply.query.questions)
    }

    @Test func silenceAndDelayLeaveTheMessage() throws {
        let before = try DNSReply.sample()
        #expect(try fault(DNSSilence.self).edited(before).isSilent)
        let late = try fault(DNSDelay.self, ["by": "4 s"]).edited(before)
        #expect(late.delay == .seconds(4) && late.message == before.message)
    }

    @Test func jitterStaysWithinItsBoundsAndDependsOnTheSeed() throws {
        let delay = try fault(DNSDelay.self, ["by": "4 s", "jitter": "1 s"])
        let before = try DNSReply.sample()
        let delays = (1...200).map { delay.edited(before, seed: $0).delay }
        #expect(delays.allSatisfy { $0 >= .seconds(3) && $0 <= .seconds(5) })
        #expect(delays.contains { $0 < .seconds(3.2) } && delays.contains { $0 > .seconds(4.8) })
        #expect(delays == (1...200).map { delay.edited(before, seed: $0).delay })
    }

    @Test(
        arguments: [
            ("registry", .a, ["198.18.1.10"]), ("registry", .aaaa, ["2001:db8:1::10"]),
            ("closed", .a, ["198.18.1.55"]), ("closed", .aaaa, ["2001:db8:1::55"]), ("loopback", .a, ["127.0.0.1"]),
            ("loopback", .aaaa, ["::1"]), ("198.19.0.7", .a, ["198.19.0.7"]), ("198.19.0.7", .aaaa, []),
        ] as [(String, DNSRecordType, [String])])
    func anotherAddressIsOfTheFamilyThatIsAskedFor(address: String, type: DNSRecordType, sent: [String]) throws {
        let reply = try fault(DNSAddress.self, ["address": .scalar(address)]).edited(try .sample(type))
        #expect(reply.message.answers.map(\.data) == sent.compactMap { IPAddress($0).map { .address($0) } })
        #expect(reply.message.responseCode == .noError && reply.message.authorities.isEmpty)
    }

    @Test func aTextQuestionKeepsItsAnswer() throws {
        var before = try DNSReply.sample()
        before = DNSReply(
            query: DNSMessage(id: 1, questions: before.query.questions.map { DNSQuestion(name: $0.name, type: .txt) }),
            message: before.message)
        #expect(try fault(DNSAddress.self, ["address": "closed"]).edited(before) == before)
    }

    @Test func aliasesLeadToEachOther() throws {
        let answers = try fault(DNSCNAMELoop.self).edited(try .sample()).message.answers
        #expect(answers.map(\.type) == [.cname, .cname])
        #expect(answers.map(\.data) == answers.reversed().map { .name($0.name) })
    }

    @Test func aForgedAnswerFitsInOnePartOnly() throws {
        let before = try DNSReply.sample()
        for seed in 1...100 as ClosedRange<UInt64> {
            let forged = try fault(DNSMismatch.self).edited(before, seed: seed)
            #expect(forged.message.id != before.query.id && forged.message.questions == before.query.questions)
        }
        let other = try fault(DNSMismatch.self, ["in": "question"]).edited(before).message
        #expect(other.id == before.query.id && other.questions.map(\.name.description) == ["other.test"])
        #expect(other.answers.map(\.name.description) == ["other.test"])
    }

    @Test(
        arguments: [
            (["fault": "dns.rcode"], "key 'rcode' is missing; expected NOERROR, FORMERR"),
            (
                ["fault": "dns.rcode", "rcode": "REFUSE"],
                "rcode: unknown response code 'REFUSE'; did you mean 'REFUSED'?"
            ),
            (["fault": "dns.delay", "by": "61 s"], "by: 61 s is out of range; expected 0 ms to 60 s"),
            (["fault": "dns.delay", "by": "1 s", "jitter": "2 s"], "jitter: 2 s is out of range"),
            (
                ["fault": "dns.address", "address": "8.8.8.8"],
                "address: 8.8.8.8 is an address of the outside; expected"
            ),
            (["fault": "dns.address", "address": "2001:db9::1"], "address: 2001:db9::1 is an address of the outside"),
            (["fault": "dns.address", "address": "198.20.0.1"], "address: 198.20.0.1 is an address of the outside"),
            (
                ["fault": "dns.address", "address": "registri"],
                "address: 'registri' is no address; did you mean 'registry'?"
            ),
            (["fault": "dns.mismatch", "in": "name"], "in: unknown part 'name'; expected id or question"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        let said = try #require(complaint(aboutFault: document))
        #expect(said.hasPrefix(message), "\(said)")
    }
}
