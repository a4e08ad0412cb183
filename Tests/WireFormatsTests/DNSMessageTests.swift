import Testing
import WireFormats

@Suite struct DNSMessageTests {
    static func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }

    @Test("A query is read field by field and written byte by byte") func query() throws {
        let query = try DNSMessage(parsing: GoldenMessages.query)
        let question = DNSQuestion(name: try Self.name("registry.test"), type: .a)
        #expect(query == DNSMessage(id: 0xbeef, questions: [question]))
        #expect(query.encoded() == GoldenMessages.query)
    }

    @Test("EDNS is read from the OPT record and written back to it") func edns() throws {
        let query = try DNSMessage(parsing: GoldenMessages.ednsQuery)
        let options = hex("000a 0008 0102030405060708")
        #expect(query.edns == EDNS(udpPayloadSize: 1232, dnssecOK: true, extendedResponseCode: 1, options: options))
        #expect(query.additionals.isEmpty)
        #expect(query.authenticData)
        #expect(query.acceptedPayloadSize == 1232)
        #expect(query.encoded() == GoldenMessages.ednsQuery)
    }

    @Test("A compressed answer is read record by record and written as compressed") func answer() throws {
        let answer = try DNSMessage(parsing: GoldenMessages.answer)
        let (registry, cdn, test) = (try Self.name("registry.test"), try Self.name("cdn.test"), try Self.name("test"))
        let soa = DNSStartOfAuthority(
            primary: try Self.name("ns.test"),
            mailbox: try Self.name("hostmaster.test"),
            serial: 1,
            refresh: 60,
            retry: 15,
            expire: 1000,
            minimum: 5
        )
        let mail = [0, 10] + (try Self.name("mail.test")).wire
        #expect(answer.isResponse && answer.isAuthoritative && answer.recursionDesired && answer.recursionAvailable)
        #expect(!answer.isTruncated)
        #expect(
            answer.answers == [
                DNSRecord(name: registry, canonicalName: cdn, ttl: 60),
                DNSRecord(name: cdn, address: IPAddress(v4: 0xc612_020b), ttl: 30),
                DNSRecord(name: cdn, address: IPAddress(v6: 0x2001_0db8_0002_0000, low: 0x11), ttl: 30),
            ]
        )
        #expect(answer.authorities == [DNSRecord(name: test, type: .soa, ttl: 60, data: .soa(soa))])
        #expect(answer.additionals == [DNSRecord(name: test, type: .mx, ttl: 60, data: .opaque(mail))])
        // Up to the MX record, whose data is written uncompressed.
        #expect(answer.encoded().prefix(GoldenMessages.answer.count - 11) == GoldenMessages.answer.dropLast(11))
        #expect(try DNSMessage(parsing: answer.encoded()) == answer)
    }

    @Test("Every flag, opcode and response code survives the wire") func flags() throws {
        for bit in 0..<16 where bit != 6 {
            var bytes = hex("0001 0000 0000 0000 0000 0000")
            bytes[3 - bit / 8] |= 1 << (bit % 8)
            #expect(try DNSMessage(parsing: bytes).encoded() == bytes, "bit \(bit)")
        }
        let message = DNSMessage(id: 1, opcode: 5, isTruncated: true, checkingDisabled: true, responseCode: .refused)
        #expect(try DNSMessage(parsing: message.encoded()) == message)
    }

    @Test("An answer repeats id, question in its letter case, and EDNS only if asked with it") func answering() throws {
        let query = try DNSMessage(parsing: GoldenMessages.ednsQuery)
        let answer = DNSMessage(answering: query, responseCode: .nxDomain)
        #expect(answer.id == query.id && answer.isResponse && answer.responseCode == .nxDomain)
        #expect(answer.questions == query.questions && answer.recursionDesired)
        #expect(answer.edns == EDNS(dnssecOK: true))
        #expect(DNSMessage(answering: try DNSMessage(parsing: GoldenMessages.query)).edns == nil)

        var mixedCase = GoldenMessages.query
        mixedCase[13] = UInt8(ascii: "R")
        #expect(DNSMessage(answering: try DNSMessage(parsing: mixedCase)).encoded()[13] == UInt8(ascii: "R"))
    }

    @Test(
        "A malformed record can be said, and is refused when read",
        arguments: [
            (DNSRecordType.a, [1, 2, 3]), (.a, [1, 2, 3, 4, 5]), (.aaaa, [1, 2, 3, 4]), (.cname, []), (.cname, [0, 0]),
            (.soa, [0, 0, 0]), (.mx, [1]), (.srv, [0, 1, 0, 1, 0, 1]), (.cname, [0x40]), (.ns, [0xc0]),
        ] as [(DNSRecordType, [UInt8])]
    )
    func malformedRecord(type: DNSRecordType, data: [UInt8]) throws {
        let record = DNSRecord(name: try Self.name("x.test"), type: type, ttl: 1, data: .opaque(data))
        let bytes = DNSMessage(id: 1, answers: [record]).encoded()
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: bytes) }
    }

    @Test("Record data of other types and classes is kept as it is") func opaqueData() throws {
        let name = try Self.name("x.test")
        for record in [
            DNSRecord(name: name, type: .txt, ttl: 1, data: .opaque([2, 0xc0, 0x0c])),
            DNSRecord(name: name, type: DNSRecordType(rawValue: 999), ttl: .max, data: .opaque([])),
            DNSRecord(name: name, type: .a, recordClass: 3, ttl: 0, data: .opaque([1])),
        ] {
            let message = DNSMessage(id: 1, answers: [record])
            #expect(try DNSMessage(parsing: message.encoded()) == message)
        }
    }

    @Test("Two OPT records, one not at the root, and bytes left over are refused") func ednsErrors() throws {
        let opt = hex("00 0029 0200 00000000 0000")
        let header = hex("0001 0100 0000 0000 0000")
        #expect(try DNSMessage(parsing: header + [0, 1] + opt).edns == EDNS(udpPayloadSize: 512))
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: header + [0, 2] + opt + opt) }
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: header + [0, 1, 1, 0x61] + opt) }
        let error = #expect(throws: WireFormatError.self) { try DNSMessage(parsing: GoldenMessages.query + [0]) }
        #expect(error?.message == "at byte 31: expected the end of the DNS message, found 1 more bytes")
    }

    @Test("What the format has no room for is cut, not trapped on") func oversized() throws {
        let name = try Self.name("x.test")
        let huge = DNSRecord(name: name, type: .txt, ttl: 1, data: .opaque([UInt8](repeating: 0, count: 70000)))
        let message = DNSMessage(
            id: 1,
            opcode: 255,
            responseCode: DNSResponseCode(rawValue: 255),
            questions: Array(repeating: DNSQuestion(name: name, type: .a), count: 70000),
            additionals: [huge],
            edns: EDNS(options: [UInt8](repeating: 0, count: 70000))
        )
        let parsed = try DNSMessage(parsing: message.encoded())
        #expect(parsed.questions.count == 65535)
        #expect(parsed.additionals.first?.data == .opaque([UInt8](repeating: 0, count: 65535)))
        #expect(parsed.opcode == 15)
    }
}
