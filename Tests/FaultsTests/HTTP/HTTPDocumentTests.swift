import Faults
import ImageContent
import Testing

@Suite struct HTTPDocumentTests {
    private let request = RequestFacts(host: .registry, method: "GET", resource: .manifest)
    private let document = Array(#"{"layers":[],"schemaVersion":2}"#.utf8)

    @Test(arguments: JSONForm.allCases) func theBodyHasTheFormAndItsLength(form: JSONForm) throws {
        var reply = HTTPReply.said(document, as: "a/b", status: 200)
        try fault(HTTPDocument.self, words: ["form": form.rawValue]).edit(&reply, to: request)
        let bytes = try #require(reply.body.bytes)
        #expect(bytes == form.applied(to: document) && bytes != document)
        #expect(reply["Content-Length"] == "\(bytes.count)" && reply["Content-Type"] == "a/b")
    }

    @Test func aConfigurationFromTheCDNIsADocumentToo() throws {
        var reply = HTTPReply(status: 200, body: .blob(Blob(bytes: document), 0..<document.count))
        try fault(HTTPDocument.self, words: ["form": "null"]).edit(&reply, to: request)
        #expect(reply.body.bytes == Array("null".utf8))
    }

    @Test func whatIsNoDocumentIsNoOccurrence() throws {
        let fault = try fault(HTTPDocument.self, words: ["form": "bom"])
        #expect(!fault.hasEffect(on: .said(document, as: "a/b", status: 404), to: request))
        #expect(!fault.hasEffect(on: .said(Array("<html>".utf8), as: "a/b", status: 200), to: request))
        let head = RequestFacts(host: .registry, method: "HEAD", resource: .manifest)
        #expect(!fault.hasEffect(on: .said(document, as: "a/b", status: 200), to: head))
    }
}
