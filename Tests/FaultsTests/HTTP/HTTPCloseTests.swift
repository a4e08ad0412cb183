import Faults
import Testing

@Suite struct HTTPCloseTests {
    private let reply = HTTPReply.said([1], as: "text/plain", status: 200)

    private func request(_ place: Int, _ method: String = "GET") -> RequestFacts {
        RequestFacts(host: .registry, method: method, resource: .manifest, place: place)
    }

    @Test(arguments: [("close", CutManner.close), ("reset", .reset)])
    func noAnswerComes(by: String, manner: CutManner) throws {
        var reply = reply
        try fault(HTTPClose.self, ["by": .scalar(by)]).edit(&reply, to: request(1))
        #expect(reply.ending == .unanswered(manner))
        #expect(try fault(HTTPClose.self).hasEffect(on: self.reply, to: request(1, "HEAD")))
    }

    @Test func anIdleConnectionHasServedARequest() throws {
        let idle = try fault(HTTPClose.self, ["reused": "true"])
        #expect(!idle.hasEffect(on: reply, to: request(1)))
        #expect(idle.hasEffect(on: reply, to: request(2)))
    }
}
