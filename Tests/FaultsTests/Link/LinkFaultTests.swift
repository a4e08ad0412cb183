import Faults
import Testing

@Suite struct LinkFaultTests {
    private func plan(_ faults: any LinkFault...) -> LinkPlan {
        var plan = LinkPlan()
        for fault in faults { fault.edit(&plan) }
        return plan
    }

    @Test func eachFaultChangesWhatItIsAbout() throws {
        let plan = plan(
            try fault(LinkRate.self, ["rate": "64 KiB"]), try fault(LinkMTU.self, ["size": "1280 B"]),
            try fault(LinkDown.self, ["for": "2 s"]), try fault(LinkConnections.self, ["most": "2"])
        )
        #expect(plan.rate == 65_536)
        #expect(plan.connections == 2)
        #expect(plan.mtu?.size == 1280 && plan.mtu?.isTold == true)
        #expect(plan.outages?.start(0) == .zero && plan.outages?.start(1) == nil)
    }

    @Test func outagesComeAgainAndAgain() throws {
        let outages = try #require(
            plan(try fault(LinkDown.self, ["after": "1 s", "for": "2 s", "every": "6 s"])).outages)
        #expect((0...2).map { outages.start($0) } == [.seconds(1), .seconds(7), .seconds(13)])
        #expect(outages.lasting == .seconds(2))
    }

    @Test func aBlackHoleTellsNobody() throws {
        let plan = plan(try fault(LinkMTU.self, ["size": "1300 B", "icmp": "dropped"]))
        #expect(plan.mtu?.size == 1300 && plan.mtu?.isTold == false)
    }

    @Test(
        arguments: [
            (["fault": "link.rate"], "key 'rate' is missing"),
            (["fault": "link.rate", "rate": "1 B"], "rate: 1 B is out of range; expected 1 KiB to 1 GiB"),
            (["fault": "link.mtu", "size": "1279 B"], "size: 1279 B is out of range"),
            (["fault": "link.mtu", "size": "1280 B", "icmp": "lost"], "icmp: unknown fate of ICMP 'lost'"),
            (["fault": "link.down", "for": "2 s", "every": "2 s"], "every: 2 s is out of range"),
            (
                ["fault": "link.connections", "most": "0"],
                "most: 0 is out of range; expected a whole number from 1 to 1000"
            ),
            (["fault": "link.rate", "rate": "1 MiB", "when": [:]], "when: 'link.rate' holds for the whole run"),
            (["fault": "link.rate", "rate": "1 MiB", "match": [:]], "match: faults of plane 'link' match no traffic"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
