import Faults
import Testing

@Suite struct HTTPContinuationTests {
    private func ending(_ fault: HTTPContinuation, window: Int? = 65_535) -> HTTPReply.Ending {
        var request = RequestFacts(host: .registry, method: "HEAD", resource: .manifest)
        request.streamWindow = window
        var reply = HTTPReply(status: 200)
        fault.edit(&reply, to: request)
        return reply.ending
    }

    @Test func aHeadOfTheSizeComesInPlaceOfAnyAnswer() throws {
        #expect(ending(try fault(HTTPContinuation.self)) == .unfinishedHead(size: 16 << 20))
        #expect(ending(try fault(HTTPContinuation.self, ["size": "1 MiB"])) == .unfinishedHead(size: 1 << 20))
    }

    @Test func overHTTP1ItIsNotPossible() throws {
        #expect(ending(try fault(HTTPContinuation.self), window: nil) == .complete)
    }
}
