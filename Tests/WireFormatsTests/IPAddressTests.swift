import Testing
import WireFormats

@Suite struct IPAddressTests {
    @Test(
        "Text is read and written in its canonical form",
        arguments: [
            ("198.18.1.10", "198.18.1.10"),
            ("0.0.0.0", "0.0.0.0"),
            ("255.255.255.255", "255.255.255.255"),
            ("2001:db8:1::10", "2001:db8:1::10"),
            ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"),
            ("::", "::"),
            ("::1", "::1"),
            ("1::", "1::"),
            ("fe80:0:0:1::", "fe80:0:0:1::"),
            // RFC 5952 sections 4.2.2 and 4.2.3: a single zero stays, the longest run is shortened, of two equal ones
            // the first.
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::ffff:c612:10a", "::ffff:198.18.1.10"),
            ("::FFFF:198.18.1.10", "::ffff:198.18.1.10"),
            ("64:ff9b::198.18.1.10", "64:ff9b::c612:10a"),
            ("1111:2222:3333:4444:5555:6666:255.255.255.255", "1111:2222:3333:4444:5555:6666:ffff:ffff"),
        ]
    )
    func canonicalText(text: String, canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(canonical) == address)
        #expect(IPAddress(bytes: address.bytes) == address)
    }

    @Test(
        "Text that is no address is refused",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", ".1.2.3", "1.2.3.4 ", "+1.2.3.4", "1.2.3.0x4",
            "1.2.3.1000", ":", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
            "12345::", "g::", "::1.2.3", "1.2.3.4::", "::1.2.3.4:1", "fe80::1%eth0", "[::1]", "::1/128",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:::2", "registry.test", "١.2.3.4", String(repeating: "1:", count: 100_000),
        ]
    )
    func refused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("Bytes are in network order") func networkOrder() throws {
        #expect(IPAddress(v4: 0xc612_010a).bytes == [198, 18, 1, 10])
        #expect(IPAddress(v6: 0x2001_0db8_0000_0000, low: 0x10).bytes == hex("20010db8 00000000 00000000 00000010"))
        #expect(IPAddress(v4: 1).isV4)
        #expect(!IPAddress(v6: 0, low: 1).isV4)
        for count in [0, 3, 5, 15, 17, 1000] { #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil) }
    }

    @Test("IPv4 sorts before IPv6 and each by number") func order() throws {
        let sorted = ["0.0.0.1", "198.18.1.9", "198.18.1.10", "::", "::1", "1::", "2001:db8::"]
        #expect(try sorted.shuffled().map { try #require(IPAddress($0)) }.sorted().map(\.description) == sorted)
        #expect(IPAddress(v4: 1) != IPAddress(v6: 0, low: 1))
    }
}
