import ImageContent
import Testing

@Suite struct DigestTests {
    @Test func `SHA-256 of known text is the published one`() {
        // FIPS 180-4 example "abc".
        let expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest.sha256(of: Array("abc".utf8)).description == expected)
        #expect(Digest(expected)?.hex == String(expected.dropFirst(7)))
    }

    @Test(arguments: [
        "", "sha256:", "sha256", "sha256:abc", "md5:", "MD5:aa", "md5+:aa", "md5:a/b", "md5:é",
        "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "g", count: 64),
        "sha512:" + String(repeating: "a", count: 64), "sha256:" + String(repeating: "a", count: 65),
        "sha256:" + String(repeating: "é", count: 32), "../" + String(repeating: "a", count: 64),
    ])
    func `text outside the grammar is no digest`(_ text: String) {
        #expect(Digest(text) == nil)
    }

    @Test func `SHA-512 of known text is the published one`() {
        // FIPS 180-4 example "abc".
        let expected =
            "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        var stream = DigestStream(.sha512)
        for piece in ["a", "bc"] { Array(piece.utf8).withUnsafeBytes { stream.update($0) } }
        #expect(stream.finish().description == expected)
        #expect(Digest(expected)?.algorithm == .sha512)
    }

    /// OCI image specification, descriptor.md, "Digests": the examples of the grammar.
    @Test(arguments: [
        "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8",
        "sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564", "md5:" + String(repeating: "a", count: 32),
    ])
    func `a digest of another algorithm is one that nobody computes`(_ text: String) {
        #expect(Digest(text)?.description == text)
        #expect(Digest(text)?.algorithm == nil)
    }

    @Test func `pieces hash like the whole`() {
        let bytes = [UInt8](0...255)
        var stream = DigestStream()
        for piece in [bytes[..<1], bytes[1..<200], bytes[200...]] {
            piece.withUnsafeBytes { stream.update($0) }
        }
        #expect(stream.finish() == Digest.sha256(of: bytes))
        #expect(Digest("sha512:" + String(repeating: "0", count: 128)) != nil)
    }

    @Test func `a digest is coded as a plain string and checked when read`() throws {
        let digest = Digest.sha256(of: [])
        let json = ImageDocument.encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]")
        #expect(try ImageDocument.decode([Digest].self, from: json, named: "list") == [digest])
        #expect(throws: ImageContentError.self) {
            try ImageDocument.decode([Digest].self, from: Array("[\"sha256:1\"]".utf8), named: "list")
        }
    }
}
