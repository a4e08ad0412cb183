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
        "", "sha256:", "sha256", "sha256:abc", "md5:" + String(repeating: "a", count: 32),
        "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "g", count: 64),
        "sha512:" + String(repeating: "a", count: 64), "sha256:" + String(repeating: "a", count: 65),
        "sha256:" + String(repeating: "é", count: 32), "../" + String(repeating: "a", count: 64),
    ])
    func `text outside the grammar is no digest`(_ text: String) {
        #expect(Digest(text) == nil)
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
