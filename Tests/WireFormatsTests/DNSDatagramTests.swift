import Testing
import WireFormats

@Suite struct DNSDatagramTests {
    @Test("The question is read from queries and answers") func question() throws {
        let query = try #require(DNSDatagram(parsing: GoldenMessages.query))
        #expect(!query.isResponse)
        #expect(query.id == 0xbeef)
        #expect(query.name == DNSName("registry.test"))
        #expect(query.type == .a)
        let answer = try #require(DNSDatagram(parsing: GoldenMessages.answer))
        #expect(answer.isResponse)
        #expect(answer.name == query.name)
        #expect(DNSDatagram(parsing: GoldenMessages.ednsQuery)?.type == .aaaa)
    }

    @Test("What stands behind the question does not matter") func garbageBehind() {
        #expect(DNSDatagram(parsing: GoldenMessages.answer.prefix(31) + [0xff, 0xff])?.type == .a)
    }

    @Test("Payload without exactly one whole question is no DNS message") func noMessage() {
        for length in 0..<31 { #expect(DNSDatagram(parsing: Array(GoldenMessages.query.prefix(length))) == nil) }
        #expect(DNSDatagram(parsing: hex("0001 8001 0000 0000 0000 0000")) == nil)
        #expect(DNSDatagram(parsing: ascii("GET / HTTP/1.1\r\nHost: registry.test\r\n\r\n")) == nil)
    }
}
