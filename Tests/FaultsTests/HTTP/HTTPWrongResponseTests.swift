import Faults
import Testing

@Suite struct HTTPWrongResponseTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(2))

    @Test func theEarlierResponseIsSent() throws {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        reply.earlier = EarlierReply(.said([2, 3], as: "text/html", status: 200), about: .layer(1))
        try fault(HTTPWrongResponse.self).edit(&reply, to: request)
        #expect(reply.body.bytes == [2, 3] && reply["Content-Type"] == "text/html")
        #expect(reply["Content-Length"] == "2")
    }

    @Test func withoutOneNothingChanges() throws {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        try fault(HTTPWrongResponse.self).edit(&reply, to: request)
        #expect(reply.body.bytes == [1])
    }
}
