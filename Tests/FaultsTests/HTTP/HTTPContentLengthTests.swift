import Faults
import ImageContent
import Testing

@Suite struct HTTPContentLengthTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
    private let reply = HTTPReply.said(Array(repeating: 1, count: 100), as: "text/plain", status: 200)

    @Test(arguments: [(5, "105", HTTPReply.Ending.close(after: 100)), (-5, "95", .complete)])
    func anotherLengthIsSaid(by: Int, length: String, ending: HTTPReply.Ending) throws {
        var reply = reply
        try fault(HTTPContentLength.self, ["by": .scalar("\(by)")]).edit(&reply, to: request)
        #expect(reply["Content-Length"] == length && reply.ending == ending && reply.body.count == 100)
    }

    @Test func noLengthBecomesNegative() throws {
        #expect(try !fault(HTTPContentLength.self, ["by": "-100"]).hasEffect(on: reply, to: request))
        #expect(
            complaint(aboutFault: ["fault": "http.content-length", "by": "0"])
                == "by: 0 says the right length; expected a number below or above it")
    }
}
