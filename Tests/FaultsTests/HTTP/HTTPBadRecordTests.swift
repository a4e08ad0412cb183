import Faults
import Testing

@Suite struct HTTPBadRecordTests {
    @Test(arguments: [
        (true, "99 B", HTTPReply.Ending.badRecord(after: 99)), (true, "100 B", .complete), (false, "0 B", .complete),
    ])
    func theRecordComesInTheMiddleOfABodyOverTLS(isSecure: Bool, after: String, ending: HTTPReply.Ending) throws {
        var request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
        request.isSecure = isSecure
        var reply = HTTPReply(status: 200, body: .bytes(Array(repeating: 1, count: 100)))
        try fault(HTTPBadRecord.self, ["after": .scalar(after)]).edit(&reply, to: request)
        #expect(reply.ending == ending)
    }
}
