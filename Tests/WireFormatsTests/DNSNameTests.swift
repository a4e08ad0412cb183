import Testing
import WireFormats

@Suite struct DNSNameTests {
    @Test(
        "Text is read with or without trailing dot and written without, in lower case",
        arguments: [
            ("registry.test", "registry.test"), ("Registry.TEST.", "registry.test"), (".", "."), ("a", "a"),
            ("_https._tcp.x-1.test", "_https._tcp.x-1.test"), (#"a\.b.test"#, #"a\.b.test"#), (#"a\\b"#, #"a\\b"#),
            (#"\000\032\255"#, #"\000\032\255"#), (#"\097"#, "a"), ("*.test", "*.test"),
        ]
    )
    func text(text: String, canonical: String) throws {
        let name = try #require(DNSName(text))
        #expect(name.description == canonical)
        #expect(DNSName(canonical) == name)
    }

    @Test(
        "Text that is no name is refused",
        arguments: [
            "", "..", ".test", "a..b", "a b", "a\n", "ä.test", #"a\"#, #"\25"#, #"\256"#, #"\2x5"#, "a\u{0}",
            String(repeating: "a", count: 64), String(repeating: "a.", count: 128),
            String(repeating: "a", count: 1_000_000), String(repeating: "a.", count: 1_000_000),
        ]
    )
    func refused(text: String) {
        #expect(DNSName(text) == nil)
    }

    @Test("A label holds 63 bytes and a name 255") func limits() throws {
        let label = [UInt8](repeating: 0x61, count: 63)
        #expect(DNSName(labels: [label])?.wire.count == 65)
        #expect(DNSName(labels: [label + [0x61]]) == nil)
        // 3 * 64 + 62 + 1 = 255
        let longest = try #require(DNSName(labels: [label, label, label, Array(label.prefix(61))]))
        #expect(longest.wire.count == 255)
        #expect(DNSName(labels: [label, label, label, Array(label.prefix(62))]) == nil)
        #expect(DNSName(longest.description) == longest)
        #expect(DNSName(labels: [[]]) == nil)
        #expect(DNSName(labels: []) == .root)
    }

    @Test("Names compare and hash without regard to case, but keep it on the wire") func letterCase() throws {
        let lower = try #require(DNSName("registry.test"))
        let mixed = try #require(DNSName("ReGiStRy.tEsT"))
        #expect(lower == mixed)
        #expect(lower.hashValue == mixed.hashValue)
        #expect(mixed.wire != lower.wire)
        #expect(mixed.labels == ["registry", "test"])
        #expect(lower != DNSName("registry.tess"))
        // Only letters have a case: '[' and '{' differ by the same bit.
        #expect(DNSName("[") != DNSName("{"))
    }

    @Test("Types and codes have their mnemonics") func mnemonics() {
        #expect(DNSRecordType.aaaa.description == "AAAA")
        #expect(DNSRecordType(rawValue: 123).description == "TYPE123")
        #expect(DNSRecordType("aaaa") == .aaaa)
        #expect(DNSRecordType("TYPE123")?.rawValue == 123)
        for text in ["", "TYPE", "TYPE+1", "TYPE-0", "TYPE65536", "B"] { #expect(DNSRecordType(text) == nil) }
        #expect(DNSResponseCode.nxDomain.description == "NXDOMAIN")
        #expect(DNSResponseCode("servfail") == .servFail)
        #expect(DNSResponseCode(rawValue: 11).description == "RCODE11")
    }
}
