import Faults
import Testing

@Suite struct HTTPDelayTests {
    private let request = RequestFacts(host: .proxy, method: "CONNECT", resource: .connect(to: .registry))

    @Test(arguments: [("1 ms", Duration.milliseconds(1)), ("10 s", .seconds(10)), ("1 h", .seconds(3600))])
    func theAnswerIsTheSameAndLater(text: String, delay: Duration) throws {
        var reply = HTTPReply(status: 200, headers: [.init("A", "b")], body: .bytes([1]))
        let fault = try fault(HTTPDelay.self, ["by": .scalar(text)])
        fault.edit(&reply, to: request)
        #expect(reply.delay == delay)
        #expect(reply.status == 200 && reply.headers == [.init("A", "b")] && reply.body.count == 1)
        #expect(fault.hasEffect(on: reply, to: request))
        fault.edit(&reply, to: request)
        #expect(reply.delay == delay * 2, "two delays are waited for one after the other")
    }

    @Test(
        arguments: [
            (["fault": "http.delay"], "key 'by' is missing; expected a duration from 1 ms to 1 h"),
            (["fault": "http.delay", "by": "0 s"], "by: 0 s is out of range"),
            (["fault": "http.delay", "by": "2 h"], "by: 2 h is out of range"),
            (["fault": "http.delay", "by": "10"], "by: '10' has no unit"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
