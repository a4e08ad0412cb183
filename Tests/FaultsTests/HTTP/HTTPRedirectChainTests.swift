import Faults
import Testing

@Suite struct HTTPRedirectChainTests {
    private func location(_ target: String) throws -> String? {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        let request = RequestFacts(host: .registry, method: "GET", resource: .manifest, target: target)
        try fault(HTTPRedirectChain.self, ["hops": "3", "status": "302"]).edit(&reply, to: request)
        #expect(reply.status == (reply["Location"] == nil ? 200 : 302))
        return reply["Location"]
    }

    @Test func itHasItsHopsAndThenTheContent() throws {
        var target = "/v2/a?x=1"
        var hops = 0
        while hops < 50, let next = try location(target) {
            target = next
            hops += 1
        }
        #expect(hops == 3 && target == "/v2/a?x=1&chaospull-hop=3")
        #expect(try location("/v2/a") == "/v2/a?chaospull-hop=1")
    }

    @Test func aHopThatItDidNotCountEndsIt() throws {
        #expect(try location("/v2/a?chaospull-hop=x") == nil)
        #expect(try location("/v2/a?chaospull-hop=") == nil)
    }
}
