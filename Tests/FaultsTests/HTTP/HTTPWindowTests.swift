import Faults
import Testing

@Suite struct HTTPWindowTests {
    private let reply = HTTPReply(status: 200, body: .bytes(Array(repeating: 1, count: 100)))

    private func request(window: Int?) -> RequestFacts {
        var request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))
        request.streamWindow = window
        return request
    }

    @Test(arguments: [
        (99 as Int?, HTTPReply.Pacing.stall(after: 99)), (100 as Int?, .immediate), (nil as Int?, .immediate),
    ])
    func noMoreComesThanTheWindowTakes(window: Int?, pacing: HTTPReply.Pacing) throws {
        var reply = reply
        try fault(HTTPWindow.self).edit(&reply, to: request(window: window))
        #expect(reply.pacing == pacing)
    }
}
