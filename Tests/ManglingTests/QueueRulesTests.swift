import Faults
import Testing

@testable import Mangling

@Suite struct QueueRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var match = Match()
        let v4: [String]
        let v6: [String]

        init(_ name: String, v4: [String], v6: [String], _ edit: (inout Match) -> Void) {
            self.name = name
            self.v4 = v4
            self.v6 = v6
            edit(&match)
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            "everything", v4: ["-s 198.18.0.2", "-d 198.18.0.2"], v6: ["-s 2001:db8:0::2", "-d 2001:db8:0::2"]
        ) { _ in },
        Case(
            "UDP with DNS over IPv4",
            v4: ["-d 198.18.0.2 -s 198.18.1.53 -p udp", "-s 198.18.0.2 -d 198.18.1.53 -p udp"],
            v6: []
        ) {
            $0.protocol = .udp
            $0.with = .dns
            $0.ip = .ipv4
        },
        Case(
            "from the CDN, hence its SYNs too",
            v4: ["-s 198.18.0.2 -d 198.18.1.12 -p tcp", "-d 198.18.0.2 -s 198.18.1.12"],
            v6: ["-s 2001:db8:0::2 -d 2001:db8:1::12 -p tcp", "-d 2001:db8:0::2 -s 2001:db8:1::12"]
        ) { $0.from = .cdn },
        Case(
            "TCP to port 443", v4: ["-s 198.18.0.2 -p tcp --dport 443", "-d 198.18.0.2 -p tcp --sport 443"],
            v6: ["-s 2001:db8:0::2 -p tcp --dport 443", "-d 2001:db8:0::2 -p tcp --sport 443"]
        ) {
            $0.protocol = .tcp
            $0.from = .node
            $0.port = 443
        },
        Case(
            "answers about a name", v4: ["-d 198.18.0.2 -p udp --sport 53"],
            v6: ["-d 2001:db8:0::2 -p udp --sport 53"]
        ) {
            $0.name = "cdn.test"
            $0.to = .node
        },
        Case(
            "ICMP over IPv6", v4: [],
            v6: ["-s 2001:db8:0::2 -p ipv6-icmp", "-d 2001:db8:0::2 -p ipv6-icmp"]
        ) {
            $0.protocol = .icmp
            $0.ip = .ipv6
        },
        Case(
            "port 80 of any protocol, IPv4",
            v4: [
                "-s 198.18.0.2 -p tcp --dport 80", "-d 198.18.0.2 -p tcp --sport 80",
                "-s 198.18.0.2 -p udp --dport 80", "-d 198.18.0.2 -p udp --sport 80",
            ], v6: []
        ) {
            $0.port = 80
            $0.ip = .ipv4
        },
    ]

    @Test(arguments: cases) func queuesJustWhatMayMatch(_ example: Case) throws {
        let fault = try armed("packet.rate", ["per-second": "9"], match: { $0 = example.match })
        let rules = try #require(QueueRules.iptables(for: ManglerPlan(faults: [fault, fault])))
        #expect(selectors(rules.v4).sorted() == example.v4.sorted())
        #expect(selectors(rules.v6).sorted() == example.v6.sorted())
    }

    private func selectors(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("-A FORWARD ") }.map { rule in
            String(rule.dropFirst("-A FORWARD ".count).replacing(" -j NFQUEUE --queue-num 0 --queue-bypass", with: ""))
        }
    }

    private func rules(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("-A FORWARD ") }
            .map { String($0.dropFirst("-A FORWARD ".count).replacing("--queue-bypass", with: "").dropLast()) }
    }

    /// A fault that treats all packets alike, one that spares some, and one that needs each single packet.
    @Test func onlyTCPThatNeedNotBeCutComesUncut() throws {
        let delay = try armed("packet.delay", ["by": "1 ms"])
        let uncut = try #require(QueueRules.iptables(for: ManglerPlan(faults: [delay])))
        #expect(
            rules(uncut.v4) == [
                "-s 198.18.0.2 -p tcp -j NFQUEUE --queue-num 1", "-d 198.18.0.2 -p tcp -j NFQUEUE --queue-num 1",
                "-s 198.18.0.2 -j NFQUEUE --queue-num 0", "-d 198.18.0.2 -j NFQUEUE --queue-num 0",
            ])
        let loss = try armed("packet.drop", match: { $0.protocol = .tcp }, when: { $0.probability = 0.1 })
        let spared = try #require(QueueRules.iptables(for: ManglerPlan(faults: [loss])))
        #expect(
            rules(spared.v4) == [
                "-s 198.18.0.2 -p tcp -j NFQUEUE --queue-num 1", "-d 198.18.0.2 -p tcp -j NFQUEUE --queue-num 1",
            ])
        let rate = try armed("packet.rate", ["per-second": "9"], match: { $0.protocol = .tcp })
        let cut = try #require(QueueRules.iptables(for: ManglerPlan(faults: [rate])))
        #expect(
            rules(cut.v4) == [
                "-s 198.18.0.2 -p tcp -j NFQUEUE --queue-num 0", "-d 198.18.0.2 -p tcp -j NFQUEUE --queue-num 0",
            ])
    }

    @Test func connectionsAreTrackedOnlyWhereTheyMayBeLetGo() throws {
        let reset = try armed("packet.reset", match: { ($0.protocol, $0.ip) = (.tcp, .ipv4) }, when: { $0.times = 1 })
        let tracked = try #require(QueueRules.iptables(for: ManglerPlan(faults: [reset])))
        let expected = [
            "-p tcp ! --syn -m connmark --mark 805381/1048575 -j ACCEPT",
            "-p tcp -m mark --mark 805381 -j CONNMARK --save-mark --nfmask 1048575 --ctmask 1048575",
            "-p tcp -m mark --mark 805381 -j ACCEPT",
            "-p tcp --syn -m connmark --mark 805381/1048575 -j CONNMARK --set-xmark 0/1048575",
        ]
        #expect(Array(tracked.v4.split(separator: "\n").map(String.init)[4..<8]) == expected.map { "-A FORWARD " + $0 })
        let others = [
            try armed("packet.delay", ["by": "1 ms"], match: { $0.protocol = .tcp }, when: { $0.times = 1 }),
            try armed("packet.reset", when: { $0.times = 1 }),
            try armed("packet.drop", match: { $0.protocol = .tcp }),
        ]
        for fault in others {
            #expect(
                QueueRules.iptables(for: ManglerPlan(faults: [reset, fault]))?.v4.contains("connmark")
                    == (fault === others[2]))
        }
    }

    @Test func theTextIsATableForIptablesRestore() throws {
        var plan = ManglerPlan(faults: [try armed("packet.drop", match: { $0.protocol = .icmp })])
        plan.queueNumber = 3
        #expect(
            QueueRules.iptables(for: plan)?.v4 == """
                *filter
                :INPUT ACCEPT [0:0]
                :FORWARD ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                -A FORWARD -s 198.18.0.2 -p icmp -j NFQUEUE --queue-num 3 --queue-bypass
                -A FORWARD -d 198.18.0.2 -p icmp -j NFQUEUE --queue-num 3 --queue-bypass
                COMMIT

                """
        )
    }

    @Test func aNetworkWithADelayQueuesAllOfEitherFamily() throws {
        let udp = try armed("packet.drop", match: { $0.protocol = .udp })
        for faults in [[], [udp]] {
            let rules = try #require(
                QueueRules.iptables(for: ManglerPlan(faults: faults, networkDelay: .milliseconds(1))))
            let expected = ["-p tcp -j NFQUEUE --queue-num 1", "-j NFQUEUE --queue-num 0"]
            #expect(self.rules(rules.v4) == expected && self.rules(rules.v6) == expected)
        }
        let all = ManglerPlan(
            faults: [try armed("packet.rate", ["per-second": "9"])], networkDelay: .milliseconds(1))
        #expect(try rules(#require(QueueRules.iptables(for: all)).v4) == ["-j NFQUEUE --queue-num 0"])
    }

    /// What is let go passes the queue by, and the delay too.
    @Test func aNetworkWithADelayKeepsItsConnections() throws {
        let reset = try armed("packet.reset", match: { $0.protocol = .tcp }, when: { $0.times = 1 })
        #expect(ManglerPlan(faults: [reset]).letsConnectionsGo)
        #expect(!ManglerPlan(faults: [reset], networkDelay: .milliseconds(1)).letsConnectionsGo)
    }

    @Test func withoutAPacketFaultNothingIsQueued() throws {
        #expect(QueueRules.iptables(for: ManglerPlan(faults: [])) == nil)
        #expect(QueueRules.iptables(for: ManglerPlan(faults: [try armed("dns.nxdomain")])) == nil)
    }

    @Test func aMatchThatNoPacketMeetsQueuesNothing() throws {
        let impossible: [(inout Match) -> Void] = [
            { ($0.from, $0.to) = (.cdn, .registry) },
            { ($0.from, $0.to) = (.node, .node) },
            { ($0.with, $0.from) = (.cdn, .auth) },
            { ($0.protocol, $0.port) = (.icmp, 80) },
            { ($0.protocol, $0.name) = (.tcp, "cdn.test") },
        ]
        for edit in impossible {
            #expect(QueueRules.iptables(for: ManglerPlan(faults: [try armed("packet.drop", match: edit)])) == nil)
        }
    }
}
