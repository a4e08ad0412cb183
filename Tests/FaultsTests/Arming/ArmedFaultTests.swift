import Faults
import Testing

@Suite struct ArmedFaultTests {
    @Test func onceLiftedItDecidesNothing() throws {
        let fault = try armed()
        #expect(fault.decide(flow: .flow(1))?.isHit == true)
        #expect(!fault.isLifted)
        fault.lift()
        #expect(fault.isLifted)
        #expect(fault.decide(flow: .flow(1)) == nil)
        #expect(fault.decide(flow: .flow(2)) == nil)
        #expect(fault.fired == 1)
    }

    @Test func firingsWithoutADecisionAreCountedToo() throws {
        let fault = try armed(when: ["only": ["2"]])
        #expect(fault.fired == 0)
        _ = fault.hits(of: 3)
        fault.countFiring()
        #expect(fault.fired == 2)
        #expect(fault.name == "packet.drop")
    }

    @Test func occurrencesAreCountedOnceEachFromManyTasks() async throws {
        let fault = try armed(when: ["times": "5"])
        let decisions = await withTaskGroup(of: [ArmedFault.Decision].self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<500).compactMap { _ in fault.decide(flow: .flow(1)) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(decisions.map(\.ordinal).sorted() == Array(1...4000))
        #expect(decisions.count(where: \.isHit) == 5)
        #expect(fault.fired == 5)
    }

    @Test func aDefinitionIsArmedWithItsMatchAndTrigger() throws {
        let document: Document = [
            "fault": "packet.delay", "by": "200 ms", "match": ["with": "dns"], "when": ["first": "1"],
        ]
        let definition = try FaultDefinition(document.element())
        #expect(definition.arguments == ["by 200 ms"])
        let armed = definition.armed(ordinal: 3, seed: 1)
        #expect(armed.ordinal == 3 && armed.name == "packet.delay")
        #expect(armed.match.with == .dns && armed.trigger.first == 1)
        #expect(armed.fault is PacketDelay)
    }

    @Test(
        arguments: [
            ("packet.drop", "found 'packet.drop'; expected a mapping with fault, match, when"),
            ([:], "key 'fault' is missing; expected the name of a fault (run 'chaospull list faults')"),
            (["fault": "packet.dorp"], "fault: unknown fault 'packet.dorp'; did you mean 'packet.drop'?"),
            (["fault": ["packet.drop"]], "fault: found a list; expected text"),
            (["fault": "packet.drop", "whem": [:]], "unknown key 'whem' of packet.drop; did you mean 'when'?"),
            (["fault": "packet.drop", "match": "dns"], "match: found 'dns'; expected match with protocol"),
        ] as [(Document, String)])
    func whatIsNoFaultIsRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
