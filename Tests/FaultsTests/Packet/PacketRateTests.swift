import Faults
import Testing

@Suite struct PacketRateTests {
    /// Which of the packets that come at these milliseconds are dropped.
    private func dropped(at times: [Int], perSecond: Document, burst: Document, flows: Int = 1) throws -> [Int] {
        let rate = try fault(PacketRate.self, ["per-second": perSecond, "burst": burst])
        let armed = ArmedFault(rate, ordinal: 0, match: Match(), trigger: Trigger(), seed: 1)
        return times.enumerated().compactMap { place, time in
            let decision = armed.decide(flow: .flow(place % flows), time: .milliseconds(time))
            return decision?.isHit == true ? place : nil
        }
    }

    @Test func whatComesFasterThanTheRateIsDropped() throws {
        #expect(try dropped(at: [0, 0, 0, 0], perSecond: "10", burst: "2") == [2, 3])
        #expect(try dropped(at: [0, 99, 100, 101, 200], perSecond: "10", burst: "1") == [1, 3])
        #expect(try dropped(at: Array(repeating: 0, count: 50), perSecond: "10", burst: "10").count == 40)
    }

    @Test func theBurstIsThereAgainAfterAPause() throws {
        #expect(try dropped(at: [0, 0, 0, 60_000, 60_000, 60_000], perSecond: "1", burst: "2") == [2, 5])
    }

    @Test func allFlowsShareOneRate() throws {
        #expect(try dropped(at: [0, 0, 0, 0], perSecond: "1", burst: "2", flows: 4) == [2, 3])
    }

    @Test func packetsThatWhenSparesTakeNothingFromTheRate() throws {
        let rate = try fault(PacketRate.self, ["per-second": "1"])
        let when = Document.mapping([("every", "2")])
        let armed = ArmedFault(rate, ordinal: 0, match: Match(), trigger: try Trigger(when.element()), seed: 1)
        #expect(armed.hits(of: 6) == [4, 6])
    }

    @Test func whatIsTooFastIsDroppedAndNothingElseIsDoneToIt() throws {
        let rate = try fault(PacketRate.self, ["per-second": "1"])
        var dropped = PacketFate()
        dropped.isDropped = true
        var fate = rate.fate(of: try Sample.question("cdn.test"))
        fate.detail = nil
        #expect(fate == dropped)
    }

    @Test func theRateIsRequired() throws {
        #expect(complaint(aboutFault: ["fault": "packet.rate"])?.hasPrefix("key 'per-second' is missing") == true)
    }
}
