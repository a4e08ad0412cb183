import Faults
import Testing

@Suite struct HTTPLargeHeadersTests {
    @Test(arguments: [("1 KiB", 1024), ("20 KiB", 20_480), ("1 MiB", 1 << 20)])
    func theyHaveTheirSize(size: String, bytes: Int) throws {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        let before = reply.headers
        try fault(HTTPLargeHeaders.self, ["size": .scalar(size)])
            .edit(&reply, to: RequestFacts(host: .registry, method: "HEAD", resource: .manifest))
        #expect(reply.headers.prefix(2) == before[...])
        #expect(reply.headers.dropFirst(2).reduce(0) { $0 + $1.value.utf8.count } == bytes)
    }
}
