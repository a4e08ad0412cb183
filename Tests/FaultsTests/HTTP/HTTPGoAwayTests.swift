import Faults
import Testing

@Suite struct HTTPGoAwayTests {
    private let reply = HTTPReply(status: 200, body: .bytes(Array(repeating: 1, count: 100)))

    private func request(window: Int?) -> RequestFacts {
        var request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
        request.streamWindow = window
        return request
    }

    private func ending(_ fault: HTTPGoAway, window: Int? = 10) -> HTTPReply.Ending {
        var reply = reply
        fault.edit(&reply, to: request(window: window))
        return reply.ending
    }

    @Test func goAwayComesInPlaceOfAnAnswerOrInItsMiddle() throws {
        #expect(ending(try fault(HTTPGoAway.self)) == .goAway(.noError, after: nil))
        #expect(ending(try fault(HTTPGoAway.self, ["code": "refused-stream"])) == .goAway(.refusedStream, after: nil))
        #expect(ending(try fault(HTTPGoAway.self, ["after": "99 B"])) == .goAway(.noError, after: 99))
    }

    @Test func aBodyThatEndsBeforeIsWhole() throws {
        #expect(ending(try fault(HTTPGoAway.self, ["after": "100 B"])) == .complete)
    }

    @Test func overHTTP1ItIsNotPossible() throws {
        #expect(ending(try fault(HTTPGoAway.self), window: nil) == .complete)
    }
}
