import Faults
import Testing

@Suite struct HTTPBodyTests {
    @Test func anotherBodyComesWithSuccess() throws {
        let request = RequestFacts(host: .registry, method: "GET", resource: .manifest)
        var reply = HTTPReply(
            status: 404, headers: [.init("Docker-Content-Digest", "sha256:1")], body: .bytes([1, 2, 3]))
        reply.delay = .seconds(1)
        try fault(HTTPBody.self, ["body": "<html>log in</html>"]).edit(&reply, to: request)
        #expect(reply.status == 200 && reply["Content-Type"] == "text/html" && reply["Content-Length"] == "19")
        #expect(reply["Docker-Content-Digest"] == nil && reply.delay == .seconds(1))
        #expect(reply.body.bytes == Array("<html>log in</html>".utf8))
        try fault(HTTPBody.self).edit(&reply, to: request)
        #expect(reply.body.bytes == [] && reply["Content-Length"] == "0")
    }
}
