import Faults
import ImageContent
import Testing

@Suite struct HTTPFramingTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))

    @Test(arguments: [("chunked", HTTPReply.Framing.chunked), ("close", .close)])
    func theLengthIsNotSaid(by: String, framing: HTTPReply.Framing) throws {
        var reply = HTTPReply.said([1, 2], as: "text/plain", status: 200)
        try fault(HTTPFraming.self, ["by": .scalar(by)]).edit(&reply, to: request)
        #expect(reply.framing == framing && reply["Content-Length"] == nil && reply.body.count == 2)
    }

    @Test func withoutABodyThereIsNothingToTell() throws {
        let framing = try fault(HTTPFraming.self)
        #expect(!framing.hasEffect(on: HTTPReply(status: 307), to: request))
        let head = RequestFacts(host: .registry, method: "HEAD", resource: .manifest)
        #expect(!framing.hasEffect(on: .said([1], as: "text/plain", status: 200), to: head))
    }
}
