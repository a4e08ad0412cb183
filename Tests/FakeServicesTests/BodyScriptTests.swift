import Faults
import Testing

@testable import FakeServices

@Suite struct BodyScriptTests {
    typealias Step = BodyScript.Step

    @Test(
        arguments: [
            (10, .immediate, .complete, [], [.send(0..<10), .complete]),
            (0, .immediate, .complete, [], [.complete]),
            (10, .immediate, .close(after: 4), [], [.send(0..<4), .close]),
            (10, .immediate, .reset(after: 0), [], [.reset]),
            (10, .immediate, .reset(after: 10), [], [.send(0..<10), .reset]),
            (10, .immediate, .reset(after: 11), [], [.send(0..<10), .complete]),
            (10, .immediate, .close(after: -1), [], [.close]),
            (10, .stall(after: 3), .complete, [], [.send(0..<3), .stall]),
            (10, .stall(after: 3), .close(after: 2), [], [.send(0..<2), .close]),
            (10, .stall(after: 3), .close(after: 8), [], [.send(0..<3), .stall]),
            (10, .stall(after: 11), .complete, [], [.send(0..<10), .complete]),
            (10, .immediate, .complete, [4], [.send(0..<4), .act(0, at: 4), .send(4..<10), .complete]),
            (10, .immediate, .complete, [10], [.send(0..<10), .complete]),
            (0, .immediate, .complete, [0], [.complete]),
            (
                10, .immediate, .complete, [6, 0],
                [
                    .act(1, at: 0), .send(0..<6), .act(0, at: 6), .send(6..<10), .complete,
                ]
            ),
            (10, .immediate, .close(after: 4), [4, 5], [.send(0..<4), .act(0, at: 4), .close]),
        ] as [(Int, HTTPReply.Pacing, HTTPReply.Ending, [Int], [Step])])
    func `a reply is carried out in these steps`(
        count: Int, pacing: HTTPReply.Pacing, ending: HTTPReply.Ending, acts: [Int], steps: [Step]
    ) {
        #expect(BodyScript(count: count, pacing: pacing, ending: ending, acts: acts).steps == steps)
    }

    @Test func `a slow reply goes in small pieces`() {
        #expect(Pace(.bytesPerSecond(1000), largestPiece: 100).piece == 50)
        #expect(Pace(.bytesPerSecond(1000), largestPiece: 100).time(of: 500) == .seconds(0.5))
        #expect(Pace(.bytesPerSecond(0), largestPiece: 100).piece == 1)
        #expect(Pace(.immediate, largestPiece: 100).time(of: 500) == nil)
        #expect(Pace(.immediate, largestPiece: 100).piece == 100)
        #expect(Pace(.bytesPerSecond(1 << 20), largestPiece: 100).piece == 100)
    }
}
