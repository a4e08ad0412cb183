import Faults
import ImageContent
import Testing

@Suite struct HTTPRateTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))

    @Test func aBodyHasItsRateAndNothingElseHasOne() throws {
        let slow = try fault(HTTPRate.self, ["rate": "20 KiB"])
        var reply = HTTPReply(status: 200, body: .bytes([1]))
        slow.edit(&reply, to: request)
        #expect(reply.pacing == .bytesPerSecond(20_480))
        #expect(!slow.hasEffect(on: HTTPReply(status: 200), to: request))
        #expect(complaint(aboutFault: ["fault": "http.rate", "rate": "0 B"]) != nil)
    }
}
