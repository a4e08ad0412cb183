import Faults
import Testing

@Suite struct HTTPReplyTests {
    @Test func headersAreFoundAndReplacedWhateverTheirCase() {
        var reply = HTTPReply(status: 200, headers: [.init("ETag", "1"), .init("etag", "2")])
        #expect(reply["ETAG"] == "1")
        reply["Etag"] = "3"
        #expect(reply.headers == [.init("Etag", "3")])
        reply["etag"] = nil
        #expect(reply.headers.isEmpty && reply["etag"] == nil)
    }
}
