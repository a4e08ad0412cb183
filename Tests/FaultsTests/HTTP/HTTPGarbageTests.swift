import Faults
import Testing

@Suite struct HTTPGarbageTests {
    @Test func theBytesAreRandomAndNoHTTP() throws {
        let request = RequestFacts(host: .registry, method: "GET", resource: .manifest)
        func bytes(_ seed: UInt64) throws -> [UInt8] {
            var reply = HTTPReply.said([1], as: "text/plain", status: 200)
            var draw = Draw(seed: seed)
            try fault(HTTPGarbage.self, ["size": "64 B"]).edit(&reply, to: request, draw: &draw)
            #expect(reply.isHeadless)
            return try #require(reply.body.bytes)
        }
        let one = try bytes(1)
        #expect(one.count == 64 && one[0] == 0)
        #expect(try bytes(1) == one)
        #expect(try bytes(2) != one)
    }
}
