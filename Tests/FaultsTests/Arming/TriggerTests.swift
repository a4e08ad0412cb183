import Faults
import Testing

@Suite struct TriggerTests {
    @Test(
        arguments: [
            ([:], Array(1...12)),
            (["first": "3"], [1, 2, 3]),
            (["every": "4"], [4, 8, 12]),
            (["only": ["3", "7"]], [3, 7]),
            (["times": "2"], [1, 2]),
            (["probability": "0%"], []),
            (["probability": "100%"], Array(1...12)),
            (["burst": ["enter": "100%", "leave": "0%"]], Array(1...12)),
            (["burst": ["enter": "0%", "leave": "100%"]], []),
            (["burst": ["enter": "100%", "leave": "0%", "hit": "0%"]], []),
            (["burst": ["enter": "100%", "leave": "100%"]], [1, 3, 5, 7, 9, 11]),
            (["burst": ["enter": "100%", "leave": "100%", "hit": "0%", "stray": "100%"]], [2, 4, 6, 8, 10, 12]),
            (["first": "8", "every": "4"], [4, 8]),
            (["first": "5", "only": ["3", "7"]], [3]),
            (["every": "2", "only": ["3", "4", "6"]], [4, 6]),
            (["every": "3", "times": "2"], [3, 6]),
            (["only": ["2", "9"], "probability": "100%"], [2, 9]),
            (["only": ["2", "9"], "probability": "0%"], []),
            (["every": "3", "burst": ["enter": "100%", "leave": "100%"]], [3, 9]),
            (["first": "10", "every": "2", "only": ["2", "4", "6", "12"], "times": "2"], [2, 4]),
        ] as [(Document, [Int])])
    func theseOfTwelveOccurrencesAreHit(trigger: Document, hits: [Int]) throws {
        #expect(try armed(when: trigger).hits(of: 12) == hits)
    }

    @Test func occurrencesAreCountedPerFlowAndDirection() throws {
        let fault = try armed(when: ["only": ["2"]])
        var hits: [String] = []
        for round in 1...3 {
            for flow in 1...2 {
                for direction in Direction.allCases {
                    let decision = try #require(fault.decide(flow: .flow(flow), direction: direction))
                    #expect(decision.ordinal == round)
                    if decision.isHit { hits.append("\(round) \(flow) \(direction.rawValue)") }
                }
            }
        }
        #expect(hits == ["2 1 from-node", "2 1 to-node", "2 2 from-node", "2 2 to-node"])
    }

    @Test func whatCameBeforeAfterBytesIsNotCounted() throws {
        let fault = try armed(when: ["after-bytes": "1000 B", "first": "1"])
        for bytes in [0, 500, 999] { #expect(fault.decide(flow: .flow(1), bytes: bytes) == nil) }
        let decision = try #require(fault.decide(flow: .flow(1), bytes: 1000))
        #expect(decision.ordinal == 1 && decision.isHit)
        #expect(fault.decide(flow: .flow(1), bytes: 2000)?.isHit == false)
        #expect(fault.decide(flow: .flow(2), bytes: 999) == nil)
        #expect(fault.fired == 1)
    }

    @Test(
        arguments: [
            (["after": "2 s"], [2, 3, 4, 5]), (["for": "2 s"], [0, 1]), (["after": "1 s", "for": "3 s"], [1, 2, 3]),
            (["after": "0 s", "for": "0 s"], []),
        ] as [(Document, [Int])])
    func afterAndForBoundTheTimeSinceThePullBegan(trigger: Document, seconds: [Int]) throws {
        let fault = try armed(when: trigger)
        let hit = (0...5).filter { fault.decide(flow: .flow(1), time: .seconds($0))?.isHit == true }
        #expect(hit == seconds)
    }

    @Test func occurrencesOutsideTheTimeAreCountedAllTheSame() throws {
        let fault = try armed(when: ["after": "1 s", "only": ["2"]])
        #expect(fault.decide(flow: .flow(1), time: .zero)?.isHit == false)
        #expect(fault.decide(flow: .flow(1), time: .seconds(1))?.isHit == true)
    }

    @Test func timesCountsOverAllFlows() throws {
        let fault = try armed(when: ["times": "3", "every": "2"])
        let hits = (1...4).flatMap { flow in fault.hits(of: 4, in: .flow(flow)).map { [flow, $0] } }
        #expect(hits == [[1, 2], [1, 4], [2, 2]])
        #expect(fault.fired == 3)
    }

    @Test(
        arguments: [
            ([:], "always"),
            (["first": "2"], "the first 2 of each flow"),
            (["only": ["3", "7"], "times": "1"], "only 3, 7 of each flow, once"),
            (["probability": "12.5%", "times": "3"], "with probability 12.5%, at most 3 times"),
            (["after-bytes": "1 MiB", "every": "4"], "every 4. of each flow, after 1 MiB"),
            (["after": "2 s", "for": "500 ms"], "from 2 s, for 500 ms"),
            (["burst": ["enter": "5%", "leave": "30%"]], "in bursts (enter 5%, leave 30%)"),
        ] as [(Document, String)])
    func itIsReadAndSaidInWords(document: Document, words: String) throws {
        #expect(try Trigger(document.element()).summary == words)
    }

    @Test func aBurstAlwaysHitsByDefault() throws {
        let when: Document = ["burst": ["enter": "5%", "leave": "30%"]]
        let burst = try #require(try Trigger(when.element()).burst)
        #expect((burst.enter, burst.leave, burst.hit) == (0.05, 0.3, 1))
    }

    @Test(
        arguments: [
            (["first": "0"], "first: 0 is out of range; expected a whole number from 1 to 1000000"),
            (["every": "0"], "every: 0 is out of range"),
            (["only": []], "only: the list is empty"),
            (["only": "3"], "only: found '3'; expected a list"),
            (["only": ["1", "0"]], "only[1]: 0 is out of range"),
            (["probability": "0.5"], "probability: '0.5' has no unit"),
            (["probability": "101%"], "probability: 101% is out of range"),
            (["burst": ["enter": "5%"]], "burst: key 'leave' is missing"),
            (["burst": ["enter": "5%", "leav": "5%"]], "burst: unknown key 'leav'; did you mean 'leave'?"),
            (["after-byte": "1 B"], "unknown key 'after-byte'; did you mean 'after-bytes'?"),
            (["times": "1", "times": "2"], "key 'times' is given twice"),
            ("always", "found 'always'; expected when with first, every"),
        ] as [(Document, String)])
    func wrongKeysAndValuesAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint { _ = try Trigger(document.element()) }).hasPrefix(message))
    }
}
