import Faults
import Testing

@Suite struct LinkFaultTests {
    @Test func aBucketHoldsTwoFramesAtLeast() throws {
        let slow = try fault(LinkRate.self, ["rate": "32 KiB"]).change(of: healthyWorld)
        #expect(slow.applied[0].contains("rate 262144bit burst 3028 limit 24224"))
        let fast = try fault(LinkRate.self, ["rate": "1 MiB"]).change(of: healthyWorld)
        #expect(fast.applied[0].contains("rate 8388608bit burst 10485 limit 524288"))
    }

    @Test func whatIsUndoneGoesBackToTheWorldOfTheScenario() throws {
        let rate = try fault(LinkRate.self, ["rate": "32 KiB"])
        #expect(rate.change(of: healthyWorld).undone[0].contains("qdisc delete"))
        var narrow = healthyWorld
        narrow.rate = 65_536
        narrow.mtu = 1400
        #expect(rate.change(of: narrow).undone[0].contains("rate 524288bit"))
        let mtu = try fault(LinkMTU.self, ["size": "1280 B"])
        #expect(mtu.change(of: narrow).undone[1].contains("mtu lock 1400"))
        #expect(!mtu.change(of: healthyWorld).undone[1].contains("$route mtu"))
    }

    @Test func outagesComeAgainAndAgain() throws {
        let outages = try #require(
            try fault(LinkDown.self, ["after": "1 s", "for": "2 s", "every": "6 s"]).change(of: healthyWorld).times)
        #expect((0...2).map { outages.start($0) } == [.seconds(1), .seconds(7), .seconds(13)])
        #expect(outages.lasting == .seconds(2))
        let once = try fault(LinkDown.self, ["for": "2 s"]).change(of: healthyWorld).times
        #expect(once?.start(0) == .zero && once?.start(1) == nil)
    }

    @Test func aBlackHoleSendsNoICMP() throws {
        let hole = try fault(LinkMTU.self, ["size": "1300 B", "icmp": "dropped"]).change(of: healthyWorld)
        #expect(hole.applied[0].contains("-j DROP") && hole.applied[1].contains("mtu lock 1300"))
        let told = try fault(LinkMTU.self, ["size": "1300 B"]).change(of: healthyWorld)
        #expect(told.applied[0].contains("-j ACCEPT"))
    }

    @Test func everyRuleCarriesTheMarkOfItsFaultAndIsDeletedAsItWasAdded() throws {
        for change in [
            try fault(LinkConnections.self, ["most": "2"]).change(of: healthyWorld),
            try fault(LinkMTU.self, ["size": "1280 B"]).change(of: healthyWorld),
        ] {
            let added = change.applied[0].split(separator: "\n")
            let deleted = change.undone[0].split(separator: "\n")
            #expect(added.count == 2 && added.allSatisfy { $0.hasSuffix("--comment \"$MARK\"") })
            #expect(added.map { String($0).replacing(" -A ", with: " -D ") } == deleted.map(String.init))
        }
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
