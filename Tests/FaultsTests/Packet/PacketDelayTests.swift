import Faults
import Testing

@Suite struct PacketDelayTests {
    @Test func thePacketIsHeldBackByTheTimeGiven() throws {
        let fate = try fault(PacketDelay.self, ["by": "200 ms"]).fate(of: try .question("cdn.test"))
        #expect(fate.delay == .milliseconds(200))
        #expect(fate.detail == "held back 200 ms")
        #expect(!fate.isDropped && fate.replacement == nil && !fate.resetsConnection)
    }

    @Test func delaysOfSeveralFaultsAddUp() throws {
        var earlier = PacketFate()
        earlier.delay = .milliseconds(50)
        let fate = try fault(PacketDelay.self, ["by": "1 s"]).fate(of: try .question("cdn.test"), after: earlier)
        #expect(fate.delay == .milliseconds(1050))
    }

    @Test func jitterReachesBothWaysAndNeverFurther() throws {
        let delay = try fault(PacketDelay.self, ["by": "200 ms", "jitter": "50 ms"])
        let packet = try Sample.question("cdn.test")
        let delays = (1...2000).map { delay.fate(of: packet, seed: $0).delay }
        #expect(delays.allSatisfy { $0 >= .milliseconds(150) && $0 < .milliseconds(250) })
        #expect(delays.min() ?? .zero < .milliseconds(152))
        #expect(delays.max() ?? .zero > .milliseconds(248))
    }

    @Test func equalDrawsGiveEqualDelays() throws {
        let delay = try fault(PacketDelay.self, ["by": "200 ms", "jitter": "200 ms"])
        let packet = try Sample.question("cdn.test")
        #expect(delay.fate(of: packet, seed: 5) == delay.fate(of: packet, seed: 5))
        #expect(delay.fate(of: packet, seed: 5) != delay.fate(of: packet, seed: 6))
    }

    @Test(
        arguments: [
            (["fault": "packet.delay"], "key 'by' is missing"),
            (["fault": "packet.delay", "by": "61 s"], "by: 61 s is out of range; expected 0 ms to 60 s"),
            (
                ["fault": "packet.delay", "by": "1 s", "jitter": "2 s"],
                "jitter: 2 s is out of range; expected 0 ms to 1 s"
            ),
            (["fault": "packet.delay", "by": "200"], "by: '200' has no unit"),
            (
                ["fault": "packet.delay", "by": "1 s", "jiter": "1 s"],
                "unknown key 'jiter' of packet.delay; did you mean 'jitter'?"
            ),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
