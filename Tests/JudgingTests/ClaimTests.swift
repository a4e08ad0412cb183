import Faults
import SampleRuns
import Testing

@testable import Judging

/// Each claim of a scenario: when it is met, and what is said about it.
@Suite struct ClaimTests {
    private static let run = SeenRun(events: [
        .lookedUp(.registry), .asked(.token), .asked(.manifest), .asked(.config), .lookedUp(.cdn), .lookedUp(.cdn),
        .asked(.layer(1)), .asked(.layer(2)), .asked(.index, at: .mirror), .asked(.index, at: .registry),
        .asked(.forwarded, at: .proxy, range: "bytes=100-"),
        .asked(.layer(2), range: "bytes=100-"), passed("dns cdn.test A"),
        passed("udp registry:443"), passed("tcp cdn #1"), passed("ip-17 ?"), passed("ip-1 dns"),
    ])

    /// A packet of that flow that a fault matched and spared.
    private static func passed(_ flow: String) -> Event.Body {
        .packet(
            PacketDecision(
                flow: flow, direction: .fromNode, ordinal: 1, fault: 0, isHit: false, length: 60, fate: "passed")
        )
    }

    @Test(arguments: [
        ("within: 2 s", "within", true, "at most 2 s", "2 s"),
        ("within: 1999 ms", "within", false, "at most 2 s", "2 s"),
        ("within: 1 min", "within", true, "at most 60 s", "2 s"),
        ("requests: {layer-2: 2}", "requests for layer-2", true, "2", "2"),
        ("requests: {layer-2: 3..}", "requests for layer-2", false, "3..", "2"),
        ("requests: {layer: 1..3}", "requests for layer", true, "1..3", "3"),
        ("requests: {blob: ..3}", "requests for blob", false, "0..3", "4"),
        ("requests: {index: 2}", "requests for index", true, "2", "2"),
        ("requests: {index at mirror: 1}", "requests for index at mirror", true, "1", "1"),
        ("requests: {manifest at registry: 2}", "requests for manifest at registry", false, "2", "1"),
        ("requests: {blob at mirror: 0}", "requests for blob at mirror", true, "0", "0"),
        ("requests: {ping: 0}", "requests for ping", true, "0", "0"),
        ("requests: {token: 0}", "requests for token", false, "0", "1"),
        ("dns-queries: {cdn: 2}", "dns-queries for cdn.test", true, "2", "2"),
        ("dns-queries: {cdn.test: 3..}", "dns-queries for cdn.test", false, "3..", "2"),
        ("dns-queries: {auth: 0}", "dns-queries for auth.test", true, "0", "0"),
        ("resumes: 1..", "resumes", true, "1..", "1"),
        ("resumes: 0", "resumes", false, "0", "1"),
        ("requests: {forwarded: 1}", "requests for forwarded", true, "1", "1"),
        ("udp-besides-dns: 2", "udp-besides-dns", true, "2", "2"),
        ("udp-besides-dns: 0", "udp-besides-dns", false, "0", "2"),
    ])
    func countsAndTimes(claim: String, check: String, isMet: Bool, expected: String, actual: String) throws {
        let verdict = try Self.run.verdict(
            "image: {layers: 2}\nregistry: {mirror: all, scheme: http}\nnode: {proxy: true}\nexpect: {pull: succeeds, \(claim)}"
        )
        let finding = try #require(verdict.finding(check))
        #expect(finding.isMet == isMet)
        #expect(finding.expected == expected)
        #expect(finding.actual == actual)
        #expect(verdict.status == (isMet ? .passed : .failed))
    }

    @Test(arguments: [
        (nil, false, "not measured"),
        (PeakMemory(command: 20 << 20, running: 0), true, "20 MiB"),
        (PeakMemory(command: 20 << 20, running: 61 << 20), true, "81 MiB: command 20 MiB, daemon 61 MiB"),
        (PeakMemory(command: nil, running: 81 << 20), true, "81 MiB"),
        (PeakMemory(command: 1, running: 81 << 20), false, "81 MiB: command 1 B, daemon 81 MiB"),
        (
            PeakMemory(command: nil, running: 1 << 20, objection: "perl was not found"), false,
            "not measured: perl was not found"
        ),
    ])
    func memoryIsCommandAndDaemonTogether(memory: PeakMemory?, isMet: Bool, actual: String) throws {
        var run = SeenRun()
        run.pull?.memory = memory
        let verdict = try run.verdict("expect: {pull: succeeds, memory: 81 MiB}")
        let finding = try #require(verdict.finding("memory"))
        #expect(finding.isMet == isMet && finding.expected == "at most 81 MiB" && finding.actual == actual)
        #expect(verdict.status == (isMet ? .passed : .failed) && finding.evidence.count == 2)
        #expect(try run.verdict("expect: {pull: succeeds}").finding("memory") == nil)
        let known = "known: [{puller: docker, pull: succeeds, memory: 100 MiB, because: x}]"
        let excused = try run.verdict("expect: {pull: succeeds, memory: 2 MiB}\n\(known)")
        #expect(excused.status == (memory.map { $0.objection == nil } ?? false ? .known : .failed))
    }

    @Test(arguments: [("layer-1: 0", true), ("layer-2: 0", false), ("layer: 1..", true)])
    func requestsOfFollowUpPullsAreCountedApart(claim: String, isMet: Bool) throws {
        let run = SeenRun(
            events: [.asked(.layer(1))], later: [.phase(Phase(.followUpStarted, pull: 1)), .asked(.layer(2))])
        let verdict = try run.verdict("expect: {pull: succeeds, follow-up-requests: {\(claim)}}")
        #expect(verdict.status == (isMet ? .passed : .failed))
    }

    @Test func severalPullsAtOnceAreToldAndMayAskMoreOften() throws {
        var run = SeenRun(events: Array(repeating: .asked(.config), count: 20), pace: 0.05)
        #expect(try run.verdict("expect: {pull: succeeds}").finding("politeness")?.isMet == false)
        run.atOnce = PullsAtOnce(pulls: 8, succeeded: 7, ended: 1)
        let verdict = try run.verdict("expect: {pull: succeeds}")
        #expect(verdict.finding("politeness")?.isMet == true)
        #expect(verdict.finding("at-once")?.actual == "7 of 8 report success, 1 was ended on purpose")
    }

    @Test func countsHaveTheLinesThatShowThem() throws {
        let verdict = try Self.run.verdict("expect: {pull: succeeds, dns-queries: {cdn: 2}}")
        #expect(
            verdict.finding("dns-queries for cdn.test")?.evidence == [
                "3.00 s  dns cdn.test A over udp: NOERROR, 1 records",
                "3.50 s  dns cdn.test A over udp: NOERROR, 1 records",
            ])
    }

    @Test func evidenceIsFew() throws {
        let run = SeenRun(events: Array(repeating: .asked(.config), count: 50))
        let finding = try run.verdict("expect: {pull: succeeds, requests: {config: 1}}").finding("requests for config")
        #expect(finding?.actual == "50" && finding?.evidence.count == 5)
    }

    @Test func whatHappenedBeforeAndAfterThePullDoesNotCount() throws {
        let run = SeenRun(later: [.asked(.config), .lookedUp(.cdn), .said("no such host")])
        let verdict = try run.verdict("expect: {pull: succeeds, requests: {config: 0}, dns-queries: {cdn: 0}}")
        #expect(verdict.status == .passed)
    }

    @Test(arguments: [
        ("no such host", true, "Error: lookup cdn.test: no such host"),
        ("(?i)ERROR", true, "Error: lookup cdn.test: no such host"),
        ("'lookup .*\\ntry'", true, "Error: lookup cdn.test: no such host"),
        ("refused", false, "Error: lookup cdn.test: no such host"),
    ])
    func errorsAreFoundAnywhereInTheOutput(pattern: String, isMet: Bool, actual: String) throws {
        let run = SeenRun.failing("Error: lookup cdn.test: no such host", "try again")
        let verdict = try run.verdict("expect: {pull: fails, error: \(pattern)}")
        let finding = try #require(verdict.finding("error"))
        #expect(finding.isMet == isMet)
        #expect(finding.actual == actual)
    }

    @Test(
        arguments: [
            ("", [true], true, "pull 1 works"), ("", [false, false, true], true, "pull 3 works"),
            ("", [false, false, false], false, "3 pulls do not work"),
            (", recovers: {within: 1}", [true], true, "pull 1 works"),
            (", recovers: {within: 1}", [false, true], false, "pull 2 works"),
            (", recovers: {within: 1..2}", [false, true], true, "pull 2 works"),
            (", recovers: {within: 2}", [true], false, "pull 1 works"),
            (", recovers: false", [false, false, false], true, "3 pulls do not work"),
            (", recovers: false", [false, true], false, "pull 2 works"),
            (", recovers: true", [], false, "0 pulls do not work"),
        ] as [(String, [Bool], Bool, String)])
    func recoveryIsCountedInPulls(claim: String, works: [Bool], isMet: Bool, actual: String) throws {
        var run = SeenRun.failing("x")
        run.followUps = works.map { $0 ? .good : .failed }
        let verdict = try run.verdict("expect: {pull: fails\(claim)}")
        let finding = try #require(verdict.finding("recovers"))
        #expect(finding.isMet == isMet)
        #expect(finding.actual == actual)
        #expect(verdict.status == (isMet ? .passed : .failed))
    }

    @Test func aFollowUpWithWrongBytesIsNoRecovery() throws {
        var run = SeenRun.failing("x")
        run.followUps = [.corrupt, .missing, .hung]
        #expect(try run.verdict("expect: {pull: fails}").unmet == ["integrity", "recovers"])
    }

    @Test func aPullThatWorkedNeedsNoRecovery() throws {
        let finding = try SeenRun().verdict("expect: {pull: succeeds, recovers: {within: 1}}").finding("recovers")
        #expect(finding?.isMet == true && finding?.actual == "the pull itself worked")
    }

    @Test func anExpressionThatTakesTooLongBreaksTheRunAndIsNamed() throws {
        let verdict = try SeenRun.failing(String(repeating: "dial tcp: lookup ", count: 10)).verdict(
            #"expect: {pull: fails, error: '(([a-z0-9:. /])+)+\$\$\$'}"#)
        #expect(verdict.status == .broken)
        #expect(verdict.why.hasPrefix(#"the regular expression /(([a-z0-9:. /])+)+\$\$\$/ takes longer than 3 s"#))
    }

    @Test func theLineWithTheMatchIsTheEvidence() throws {
        let run = SeenRun.failing("first", "sécond: i/o timeout", "third")
        let finding = try #require(
            try run.verdict("expect: {pull: fails, error: '^sécond.*timeout$'}").finding("error"))
        #expect(finding.isMet)
        #expect(finding.actual == "sécond: i/o timeout")
        #expect(finding.evidence.map { $0.hasSuffix("docker pull: sécond: i/o timeout") } == [true])
    }

    /// The order of docker 20.10 when an image has more layers than overlay2 can stack.
    @Test func evidenceOfAFailedPullIsTheErrorAndNotWhatWasCleanedUp() throws {
        let cleaning = (1...5).map {
            Event.Body.said("level=info msg=\"Layer sha256:\($0) cleaned up\"", by: "dockerd")
        }
        let run = SeenRun(
            pull: .failed, followUps: [.good],
            events: [
                .process(ProcessChange(program: "docker pull", change: .started)), .said("a1: Pull complete"),
                .said("level=error msg=\"Error trying v2 registry: max depth exceeded\"", by: "dockerd"),
                .said("failed to register layer: max depth exceeded"), .said("try later"),
            ] + cleaning
        )
        let verdict = try run.verdict("expect: {pull: succeeds}")
        let shown = try #require(verdict.finding("pull")).evidence.map { String($0.split(separator: "s  ")[1]) }
        #expect(
            shown == [
                "docker pull: failed to register layer: max depth exceeded",
                "dockerd: level=error msg=\"Error trying v2 registry: max depth exceeded\"",
            ]
        )
    }

    @Test func outputWithoutAnErrorIsShownAsItEnded() throws {
        let verdict = try SeenRun(events: ["a", "b", "c", "d"].map { .said($0) }).verdict("expect: {pull: fails}")
        #expect(try #require(verdict.finding("pull")).evidence.map(\.last) == ["b", "c", "d"])
    }
}
