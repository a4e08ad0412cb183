import Faults
import Testing

@Suite struct HTTPInformationalTests {
    private let request = RequestFacts(host: .registry, method: "HEAD", resource: .manifest)

    @Test func theyComeFirstAndTheAnswerStays() throws {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        try fault(HTTPInformational.self, ["status": "102", "count": "2", "every": "50 ms"]).edit(&reply, to: request)
        #expect(reply.interim == InterimReplies(status: 102, count: 2, interval: .milliseconds(50)))
        #expect(reply.status == 200 && reply.body.count == 1)
        try fault(HTTPInformational.self).edit(&reply, to: request)
        #expect(reply.interim == InterimReplies(status: 103, count: nil, interval: .milliseconds(100)))
    }

    @Test func noProtocolIsChanged() {
        #expect(
            complaint(aboutFault: ["fault": "http.informational", "status": "101"])
                == "status: 101 changes the protocol; expected another status from 100 to 199")
    }
}
