import Faults
import ImageContent
import Testing

@Suite struct HTTPStallTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))

    @Test(arguments: [("0 B", HTTPReply.Pacing.stall(after: 0)), ("99 B", .stall(after: 99)), ("100 B", .immediate)])
    func nothingComesAfterSoManyBytes(after: String, pacing: HTTPReply.Pacing) throws {
        var reply = HTTPReply(status: 200, body: .bytes(Array(repeating: 1, count: 100)))
        try fault(HTTPStall.self, ["after": .scalar(after)]).edit(&reply, to: request)
        #expect(reply.pacing == pacing && reply.body.count == 100 && reply.ending == .complete)
    }
}
