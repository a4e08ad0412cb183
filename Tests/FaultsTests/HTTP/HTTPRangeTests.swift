import Faults
import ImageContent
import Testing

@Suite struct HTTPRangeTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
    private let blob = Blob(bytes: Array(0..<100))

    private func edited(_ answer: String, _ range: Range<Int> = 40..<100) throws -> HTTPReply {
        var reply = HTTPReply(
            status: 206, headers: [.init("Content-Range", "bytes 40-99/100"), .init("Content-Length", "60")],
            body: .blob(blob, range))
        try fault(HTTPRange.self, words: ["answer": answer]).edit(&reply, to: request)
        return reply
    }

    @Test func rangesAreAnsweredBadly() throws {
        let ignored = try edited("ignored")
        #expect(ignored.status == 200 && ignored["Content-Range"] == nil && ignored["Content-Length"] == "100")
        #expect(ignored.body.bytes == Array(0..<100))
        let other = try edited("other-part")
        #expect(other["Content-Range"] == "bytes 0-59/100" && other.body.bytes == Array(0..<60))
        let early = try edited("one-early")
        #expect(early["Content-Range"] == "bytes 40-99/100" && early.body.bytes == Array(39..<99))
    }

    @Test(arguments: [("bad-request", 400), ("not-satisfiable", 416), ("not-implemented", 501)])
    func rangesAreRefused(answer: String, status: Int) throws {
        let reply = try edited(answer)
        #expect(reply.status == status)
        #expect(reply["Content-Range"] == (status == 416 ? "bytes */100" : nil))
    }

    @Test(arguments: RangeAnswer.allCases)
    func aWholeBlobIsNoPart(answer: RangeAnswer) throws {
        let whole = HTTPReply(status: 200, body: .blob(blob, 0..<100))
        #expect(try !fault(HTTPRange.self, words: ["answer": answer.rawValue]).hasEffect(on: whole, to: request))
        #expect(try edited(answer.rawValue, 0..<60).status == 206)
    }

    private func several(_ answer: String, parts: String = "any") throws -> HTTPReply {
        let body = ByteRangesBody(blob, [.init(0..<5), .init(40..<60)])
        var reply = HTTPReply(
            status: 206, headers: [.init("Content-Type", body.mediaType), .init("Content-Length", "\(body.count)")],
            body: .parts(body))
        try fault(HTTPRange.self, words: ["answer": answer, "parts": parts]).edit(&reply, to: request)
        return reply
    }

    @Test func severalPartsAreAnsweredBadly() throws {
        let ignored = try several("ignored", parts: "several")
        #expect(ignored.status == 200 && ignored["Content-Length"] == "100" && ignored.body.bytes == Array(0..<100))
        #expect(ignored["Content-Type"] == "application/octet-stream")
        let first = try several("first-part")
        #expect(first.status == 206 && first["Content-Range"] == "bytes 0-4/100" && first["Content-Length"] == "5")
        #expect(first["Content-Type"] == "application/octet-stream" && first.body.bytes == Array(0..<5))
        let other = try several("other-part")
        #expect(other.body.bytes == ByteRangesBody(blob, [.init(0..<5), .init(0..<20)]).bytes)
        #expect(other["Content-Length"] == "\(other.body.count)")
        let early = try several("one-early")
        #expect(early.body.bytes == ByteRangesBody(blob, [.init(0..<5), .init(40..<60, sent: 39..<59)]).bytes)
        let refused = try several("not-implemented", parts: "several")
        #expect(refused.status == 501 && refused["Content-Range"] == nil)
    }

    @Test(arguments: RangeAnswer.allCases)
    func theNumberOfPartsSelects(answer: RangeAnswer) throws {
        let untouched = try several(answer.rawValue, parts: "one")
        #expect(
            untouched.status == 206
                && untouched.body.bytes == ByteRangesBody(blob, [.init(0..<5), .init(40..<60)]).bytes)
        let one = HTTPReply(status: 206, body: .blob(blob, 40..<100))
        let ofSeveral = try fault(
            HTTPRange.self, words: ["answer": answer.rawValue, "parts": "several"])
        #expect(!ofSeveral.hasEffect(on: one, to: request))
    }

    @Test func oneBitOfAPartIsFlippedAndNoHead() throws {
        let body = ByteRangesBody(blob, [.init(0..<5), .init(40..<60)])
        for offset in [-1, 0, body.count / 2, body.count] {
            let flipped = body.flippingBit(at: offset).bytes
            #expect(zip(flipped, body.bytes).filter { $0 != $1 }.count == 1 && flipped.count == body.count)
        }
        var reply = HTTPReply(status: 206, body: .parts(body))
        try fault(HTTPCorrupt.self).edit(&reply, to: request)
        let heads = body.bytes.filter { $0 > 100 }
        #expect(reply.body.bytes?.filter { $0 > 100 } == heads && reply.body.bytes != body.bytes)
    }
}
