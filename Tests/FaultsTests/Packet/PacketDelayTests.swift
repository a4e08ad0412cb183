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

    /// Mean and standard deviation of many delays, in milliseconds.
    private func moments(of delays: [Duration]) -> (mean: Double, deviation: Double) {
        let values = delays.map(\.inMilliseconds)
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }

    @Test(arguments: [("uniform", 20 / 3.0.squareRoot(), 0.0), ("normal", 20, 0.0228), ("pareto", 20, 0.0296)])
    func theDistributionHasItsMeanSpreadAndTail(name: String, deviation: Double, tail: Double) throws {
        let delay = try fault(PacketDelay.self, ["by": "200 ms", "jitter": "20 ms", "distribution": .scalar(name)])
        let packet = try Sample.question("cdn.test")
        let delays = (1...20_000).map { delay.fate(of: packet, seed: $0).delay }
        let (mean, spread) = moments(of: delays)
        #expect(abs(mean - 200) < 1)
        // A Pareto distribution of shape 3 has no fourth moment, so its spread is met only roughly.
        #expect(abs(spread - deviation) < (name == "pareto" ? 4 : 0.5))
        // The share beyond two deviations: 1 - erf(sqrt 2) halved; (1.5 + 2 sqrt 0.75)^-3.
        let far = Double(delays.count { $0 > .milliseconds(240) }) / 20_000
        #expect(abs(far - tail) < 0.005)
    }

    @Test func correlatedDelaysResembleEachOtherAndKeepTheirDistribution() throws {
        func delays(_ correlation: Document) throws -> [Duration] {
            let delay = try fault(
                PacketDelay.self,
                ["by": "200 ms", "jitter": "50 ms", "distribution": "normal", "correlation": correlation])
            let armed = ArmedFault(delay, ordinal: 0, match: Match(), trigger: Trigger(), seed: 3)
            let packet = try Sample.question("cdn.test")
            return try (1...20_000).map { _ in
                var decision = try #require(armed.decide(flow: .flow(1)))
                var fate = PacketFate()
                packet.bytes.withUnsafeBytes { delay.edit(&fate, of: packet.facts, bytes: $0, draw: &decision.draw) }
                return fate.delay
            }
        }
        for (share, text) in [(0.0, "0%"), (0.8, "80%")] {
            let all = try delays(.scalar(text))
            let (mean, spread) = moments(of: all)
            #expect(abs(mean - 200) < 5 && abs(spread - 50) < 3)
            let values = all.map { ($0.inMilliseconds - mean) / spread }
            let product = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(values.count)
            #expect(abs(product - share) < 0.05)
            #expect(try delays(.scalar(text)) == all)
        }
    }

    @Test(
        arguments: [
            (["fault": "packet.delay"], "key 'by' is missing"),
            (["fault": "packet.delay", "by": "61 s"], "by: 61 s is out of range; expected 0 ms to 60 s"),
            (
                ["fault": "packet.delay", "by": "1 s", "jitter": "2 s"],
                "jitter: 2 s is out of range; expected 0 ms to 1 s, which is 'by'"
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
