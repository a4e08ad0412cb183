import Testing
import WireFormats

@Suite struct DNSTruncationTests {
    static func message(answers: Int, authorities: Int, additionals: Int) throws -> DNSMessage {
        let name = try #require(DNSName("registry.test"))
        let record = DNSRecord(name: name, address: IPAddress(v4: 0xc612_0001), ttl: 60)
        return DNSMessage(
            id: 1,
            isResponse: true,
            questions: [DNSQuestion(name: name, type: .a)],
            answers: Array(repeating: record, count: answers),
            authorities: Array(repeating: record, count: authorities),
            additionals: Array(repeating: record, count: additionals),
            edns: EDNS()
        )
    }

    @Test("What fits stays as it is") func fits() throws {
        let message = try Self.message(answers: 2, authorities: 1, additionals: 1)
        #expect(message.truncated(to: message.encoded().count) == message)
    }

    @Test("Further records go silently, answers with the TC bit and no more of them than needed") func order() throws {
        // 31 bytes of header and question, 11 of OPT, 16 for each record.
        let message = try Self.message(answers: 10, authorities: 2, additionals: 3)
        for (size, answers, authorities, additionals) in [
            (282, 10, 2, 3), (281, 10, 2, 0), (234, 10, 2, 0), (233, 10, 0, 0), (202, 10, 0, 0), (201, 9, 0, 0),
            (58, 1, 0, 0), (57, 0, 0, 0), (42, 0, 0, 0), (0, 0, 0, 0), (-1, 0, 0, 0),
        ] {
            let cut = message.truncated(to: size)
            #expect(cut.answers.count == answers, "size \(size)")
            #expect(cut.authorities.count == authorities, "size \(size)")
            #expect(cut.additionals.count == additionals, "size \(size)")
            #expect(cut.isTruncated == (answers < 10), "size \(size)")
            #expect(cut.edns == message.edns)
            #expect(cut.questions == message.questions)
            if size >= 42 { #expect(cut.encoded().count <= size) }
        }
    }

    @Test("Without answers, the authorities are what was needed") func negativeAnswer() throws {
        let cut = try Self.message(answers: 0, authorities: 2, additionals: 1).truncated(to: 60)
        #expect(cut.isTruncated)
        #expect(cut.authorities.count == 1)
        #expect(cut.additionals.isEmpty)
    }
}
