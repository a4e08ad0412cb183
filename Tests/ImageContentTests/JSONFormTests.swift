import Foundation
import ImageContent
import Testing

@Suite struct JSONFormTests {
    private let document = ImageDocument.encode(
        ImageIndex(mediaType: "a/b", manifests: [Descriptor(mediaType: "c/d", bytes: [1])]))

    private func text(_ form: JSONForm) throws -> String {
        String(decoding: try #require(form.applied(to: document)), as: UTF8.self)
    }

    @Test func `each member is there twice, and the last one counts`() throws {
        let text = try text(.duplicateKeys)
        for name in ["manifests", "mediaType", "schemaVersion"] {
            #expect(text.matches(of: try Regex("\"\(name)\":")).count == (name == "mediaType" ? 3 : 2))
        }
        #expect(text.hasPrefix(#"{"manifests":[],"mediaType":"","schemaVersion":0,"manifests":[{"#))
    }

    @Test func `arrays are as deep as no decoder goes along with`() throws {
        let text = try text(.deep)
        #expect(
            text.filter { $0 == "[" }.count == JSONForm.depth + 1
                && text.filter { $0 == "]" }.count == JSONForm.depth + 1)
        #expect(text.hasSuffix(String(decoding: document.dropFirst(), as: UTF8.self)))
    }

    @Test func `a size is no signed number of 64 bits`() throws {
        #expect(try text(.largeNumber).contains(#""size":9223372036854775808"#))
        let other = try #require(JSONForm.largeNumber.applied(to: Array(#"{"a":1}"#.utf8)))
        #expect(String(decoding: other, as: UTF8.self) == #"{"chaospull":9223372036854775808,"a":1}"#)
    }

    @Test func `types are wrong`() throws {
        #expect(try text(.wrongType).contains(#""manifests":"not this type""#))
    }

    @Test func `text is not UTF-8, or behind a mark`() throws {
        let broken = try #require(JSONForm.notUTF8.applied(to: document))
        #expect(String(validating: broken, as: UTF8.self) == nil)
        let wide = try #require(JSONForm.utf16.applied(to: document))
        #expect(String(data: Data(wide), encoding: .utf16) == String(decoding: document, as: UTF8.self))
        #expect(JSONForm.byteOrderMark.applied(to: document) == [0xef, 0xbb, 0xbf] + document)
    }

    @Test func `there is more, or less`() throws {
        #expect(try text(.trailing).hasSuffix("}and more") && text(.null) == "null")
        #expect(try text(.array).hasPrefix("[{") && text(.whitespace).hasSuffix("}\n"))
    }

    @Test(arguments: JSONForm.allCases) func `what is no object stays`(form: JSONForm) {
        #expect(form.applied(to: []) == nil && form.applied(to: Array("[1]".utf8)) == nil)
        #expect(form.applied(to: Array("<html>".utf8)) == nil)
    }

    @Test func `an empty object can have one more member`() {
        #expect(JSONForm.deep.applied(to: Array("{}".utf8))?.suffix(2).elementsEqual("]}".utf8) == true)
    }

    @Test func `numbers beyond Int are kept`() throws {
        let text = #"{"a":18446744073709551615,"b":-5,"c":1.5}"#
        let value = try ImageDocument.decode(JSONValue.self, from: Array(text.utf8), named: "test")
        #expect(value["a"] == .unsigned(.max) && value["b"] == .integer(-5))
        #expect(String(decoding: ImageDocument.encode(value), as: UTF8.self) == text)
    }
}
