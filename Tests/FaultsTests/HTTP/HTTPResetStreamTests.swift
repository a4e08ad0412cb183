import Faults
import Testing

@Suite struct HTTPResetStreamTests {
    private let reply = HTTPReply(status: 200, body: .bytes(Array(repeating: 1, count: 100)))

    private func request(window: Int?) -> RequestFacts {
        var request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
        request.streamWindow = window
        return request
    }

    private func ending(_ fault: HTTPResetStream, window: Int? = 10) -> HTTPReply.Ending {
        var reply = reply
        fault.edit(&reply, to: request(window: window))
        return reply.ending
    }

    @Test func aStreamIsResetInPlaceOfAnAnswerOrInItsMiddle() throws {
        #expect(ending(try fault(HTTPResetStream.self)) == .resetStream(.internalError, after: nil))
        #expect(
            ending(try fault(HTTPResetStream.self, ["code": "refused-stream"]))
                == .resetStream(.refusedStream, after: nil))
        #expect(ending(try fault(HTTPResetStream.self, ["after": "99 B"])) == .resetStream(.internalError, after: 99))
    }

    @Test func aBodyThatEndsBeforeIsWhole() throws {
        #expect(ending(try fault(HTTPResetStream.self, ["after": "100 B"])) == .complete)
    }

    @Test func overHTTP1ItIsNotPossible() throws {
        #expect(ending(try fault(HTTPResetStream.self), window: nil) == .complete)
    }
}
