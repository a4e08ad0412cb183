import FoundationEssentials
import Testing

@testable import Pullers

@Suite struct Base64Tests {
    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func theVectorsOfTheStandardHold(text: String, encoded: String) {
        #expect(Base64.encoded(text) == encoded)
    }

    @Test(arguments: ["puller:correct-horse-battery", "ü☃:\u{0}\u{7f}", "???>>>", String(repeating: "ÿ", count: 99)])
    func anyTextIsEncodedAsOthersDo(text: String) {
        #expect(Base64.encoded(text) == Data(text.utf8).base64EncodedString())
    }
}
