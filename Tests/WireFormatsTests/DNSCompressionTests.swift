import Testing
import WireFormats

@Suite struct DNSCompressionTests {
    /// A message with one question whose name is these bytes, which start at byte 12.
    static func question(_ name: [UInt8]) -> [UInt8] {
        hex("0001 0100 0001 0000 0000 0000") + name + hex("0001 0001")
    }

    @Test(
        "Pointers to themselves, forward, into a circle or past the end are refused",
        arguments: [
            hex("c00c"),  // itself
            hex("c00e"),  // forward
            hex("0161 c00c"),  // its own label: a.a.a.…
            hex("0161 c00e"),  // itself, behind a label
            hex("c00e c00c"),  // a circle of two
            hex("ffff"),  // far past the end
            hex("80 00"),  // a reserved label type
            hex("41 00"),  // an abandoned label type (RFC 6891 section 5)
        ]
    )
    func loops(name: [UInt8]) {
        let message = Self.question(name)
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: message) }
        #expect(DNSDatagram(parsing: message) == nil)
    }

    @Test("A name of 255 bytes is read and one of 256 is not, compressed or not") func lengthLimit() throws {
        let label = [63] + [UInt8](repeating: 0x61, count: 63)
        let longest = label + label + label + [61] + [UInt8](repeating: 0x61, count: 61) + [0]
        let tooLong = label + label + label + [62] + [UInt8](repeating: 0x61, count: 62) + [0]
        #expect(longest.count == 255)
        #expect(try DNSMessage(parsing: Self.question(longest)).questions.first?.name.wire == longest)
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: Self.question(tooLong)) }

        let tail = hex("0002 0100 0002 0000 0000 0000") + longest + hex("0001 0001") + [1, 0x62]
        #expect(throws: WireFormatError.self) { try DNSMessage(parsing: tail + hex("c00c 0001 0001")) }
        #expect(try DNSMessage(parsing: tail + hex("c04c 0001 0001")).questions.last?.name.labels.first == "b")
    }

    @Test("Pointers to pointers are followed 128 times, so that work stays in proportion") func pointerChains() throws {
        for (hops, isReadable) in [(128, true), (129, false)] {
            // Opaque data full of pointers, each to the one before, the first to a root label.
            var bytes = hex("0001 8000 0000 0002 0000 0000  00 0010 0001 00000000")
            let start = bytes.count + 3
            let chain = (0..<hops - 1).flatMap { index -> [UInt8] in
                let target = index == 0 ? start - 1 : start + (index - 1) * 2
                return [0xc0 | UInt8(target >> 8), UInt8(target & 0xff)]
            }
            bytes += [UInt8((chain.count + 1) >> 8), UInt8((chain.count + 1) & 0xff), 0] + chain
            let last = bytes.count - 2
            bytes += [0xc0 | UInt8(last >> 8), UInt8(last & 0xff)] + hex("0010 0001 00000000 0000")
            if isReadable {
                #expect(try DNSMessage(parsing: bytes).answers.last?.name == .root)
            } else {
                #expect(throws: WireFormatError.self) { try DNSMessage(parsing: bytes) }
            }
        }
    }

    @Test("Repeated names cost a pointer, and names behind byte 16383 are written out") func encoding() throws {
        let name = try #require(DNSName("a.b.registry.test"))
        let other = try #require(DNSName("c.registry.test"))
        let address = IPAddress(v4: 1)
        let one = DNSMessage(id: 1, questions: [DNSQuestion(name: name, type: .a)])
        var two = one
        two.answers = [DNSRecord(name: name, address: address, ttl: 0)]
        #expect(two.encoded().count - one.encoded().count == 2 + 10 + 4)
        two.answers.append(DNSRecord(name: other, address: address, ttl: 0))
        #expect(two.encoded().count - one.encoded().count == 2 * (2 + 10 + 4) + 2)

        let padding = DNSRecord(name: .root, type: .txt, ttl: 0, data: .opaque([UInt8](repeating: 0, count: 16400)))
        let far = try #require(DNSName("far.away"))
        let message = DNSMessage(
            id: 1,
            answers: [padding] + Array(repeating: DNSRecord(name: far, address: address, ttl: 0), count: 2)
        )
        #expect(try DNSMessage(parsing: message.encoded()) == message)
        #expect(message.encoded().count == 12 + 11 + 16400 + 2 * (10 + 10 + 4))
    }

    @Test("Names that differ in case keep it, even where they could share a pointer") func letterCase() throws {
        let questions = try ["registry.test", "REGISTRY.test"].map { text in
            DNSQuestion(name: try #require(DNSName(text)), type: .a)
        }
        let parsed = try DNSMessage(parsing: DNSMessage(id: 1, questions: questions).encoded())
        #expect(parsed.questions.map(\.name.wire) == questions.map(\.name.wire))
    }
}
