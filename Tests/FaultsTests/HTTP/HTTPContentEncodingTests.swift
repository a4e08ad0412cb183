import Faults
import ImageContent
import Testing

@Suite struct HTTPContentEncodingTests {
    private let body = Array(repeating: UInt8(7), count: 10_000)

    private func request(_ accepted: String?) -> RequestFacts {
        RequestFacts(
            host: .registry, method: "GET", resource: .manifest,
            headers: accepted.map { [.init("accept-encoding", $0)] } ?? [])
    }

    @Test func theBodyIsCompressedAndSaysSo() throws {
        var reply = HTTPReply.said(body, as: "text/plain", status: 200)
        try fault(HTTPContentEncoding.self).edit(&reply, to: request("gzip"))
        let bytes = try #require(reply.body.bytes)
        #expect(bytes.starts(with: [0x1f, 0x8b]) && bytes.count < 1000)
        #expect(reply["Content-Encoding"] == "gzip" && reply["Content-Length"] == "\(bytes.count)")
    }

    @Test(arguments: [nil, "identity", "br, gzip;q=0", "gzipped"])
    func itIsCompressedOnlyForWhoAskedForIt(accepted: String?) throws {
        let reply = HTTPReply.said(body, as: "text/plain", status: 200)
        #expect(try !fault(HTTPContentEncoding.self).hasEffect(on: reply, to: request(accepted)))
        #expect(try fault(HTTPContentEncoding.self, ["unasked": "true"]).hasEffect(on: reply, to: request(accepted)))
    }

    @Test func partsAndErrorsStayAsTheyAre() throws {
        let always = try fault(HTTPContentEncoding.self, ["unasked": "true"])
        for status in [206, 307, 404] {
            #expect(!always.hasEffect(on: .said(body, as: "text/plain", status: status), to: request("gzip")))
        }
    }
}
