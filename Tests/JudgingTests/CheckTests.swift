import Faults
import SampleRuns
import Testing

@testable import Judging

/// The checks of every run: each catches its own kind of puller, and no other check does.
@Suite struct CheckTests {
    static let checks: Set<String> = [
        "integrity", "honesty", "termination", "recovers", "leftovers", "secrets", "outside", "export", "politeness",
        "faults",
    ]

    private static let token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwdWxsZXIifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ"

    static let table: [(String, SeenRun, expect: String, unmet: Set<String>)] = [
        ("a good pull", SeenRun(), "succeeds", []),
        ("success without an image", SeenRun(pull: .missing, followUps: [.good]), "succeeds", ["integrity"]),
        ("flipped bytes", SeenRun(pull: .corrupt, followUps: [.good]), "succeeds", ["integrity"]),
        ("an image that cannot be exported", SeenRun(pull: .unexportable), "succeeds", ["export"]),
        ("a second pull that cannot be exported", recovering([.unexportable]), "fails", ["export"]),
        ("silence", SeenRun(pull: .failed, followUps: [.good]), "fails", ["honesty"]),
        ("white space", .failing("  ", "\t"), "fails", ["honesty"]),
        ("a hanging pull", SeenRun(pull: .hung, followUps: [.good], events: [.said("x")]), "fails", ["termination"]),
        ("a broken store", SeenRun(pull: .failed, followUps: [.failed], events: [.said("x")]), "fails", ["recovers"]),
        ("a second pull that takes what is left for whole", recovering([.corrupt, .good]), "fails", ["integrity"]),
        ("a second pull without an image", recovering([.missing, .good]), "fails", ["integrity"]),
        ("only pulls that take what is left for whole", recovering([.corrupt]), "fails", ["integrity", "recovers"]),
        ("a second pull that fails", recovering([.failed, .good]), "fails", []),
        ("the password", SeenRun(events: [.said("using correct-horse-battery")]), "succeeds", ["secrets"]),
        ("the password in Base64", SeenRun(events: [.said("Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5")]), "succeeds", ["secrets"]),
        (
            "user and password in Base64", SeenRun(events: [.said("cHVsbGVyOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==")]),
            "succeeds", ["secrets"]
        ),
        ("a token", SeenRun(events: [.said("Bearer \(token)!", by: "dockerd")]), "succeeds", ["secrets"]),
        ("half a token", SeenRun(events: [.said("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwdWxsZXIifQ")]), "succeeds", []),
        ("a signed URL", SeenRun(events: [.said("/b?expires=1&signature=0123456789abcdef0")]), "succeeds", ["secrets"]),
        ("a masked signed URL", SeenRun(events: [.said("/b?signature=REDACTED")]), "succeeds", []),
        ("a secret later", SeenRun(later: [.said("signature=0123456789ABCDEF0")]), "succeeds", ["secrets"]),
        ("a token for the cdn", SeenRun(events: [.sent("bearer", to: .cdn)]), "succeeds", ["secrets"]),
        ("a password for the mirror", SeenRun(events: [.sent("basic", to: .mirror)]), "succeeds", ["secrets"]),
        (
            "a password that nobody can read", SeenRun(events: [.sent("basic-malformed", to: .cdn)]), "succeeds",
            ["secrets"]
        ),
        ("an unknown scheme", SeenRun(events: [.sent("other", to: .mirror)]), "succeeds", ["secrets"]),
        ("a token for the mirror", SeenRun(events: [.sent("bearer", to: .mirror)]), "succeeds", ["secrets"]),
        ("a password for the mirror later", SeenRun(later: [.sent("basic", to: .mirror)]), "succeeds", ["secrets"]),
        (
            "a mirror that is brought nothing",
            SeenRun(events: [.sent("none", to: .mirror), .sent("basic-empty", to: .mirror)]), "succeeds", []
        ),
        ("a second pull of an older image", recovering([.stale, .good]), "fails", []),
        ("only pulls of an older image", recovering([.stale]), "fails", ["recovers"]),
        ("a token for the token service", SeenRun(events: [.sent("bearer", to: .auth)]), "succeeds", ["secrets"]),
        ("a token for the proxy", SeenRun(events: [.tunnelled("bearer")]), "succeeds", ["secrets"]),
        (
            "a password for the proxy, as if it were a registry", SeenRun(events: [.tunnelled("basic")]), "succeeds",
            ["secrets"]
        ),
        ("a tunnel", SeenRun(events: [.tunnelled("none")]), "succeeds", []),
        ("the proxy's password for the proxy", SeenRun(events: [.tunnelled("none", "basic")]), "succeeds", []),
        (
            "the proxy's password for the registry", SeenRun(events: [.tunnelled("none", "basic", at: .registry)]),
            "succeeds", ["secrets"]
        ),
        (
            "a plain request that is passed on", SeenRun(events: [.tunnelled("bearer", "basic", .forwarded)]),
            "succeeds",
            []
        ),
        (
            "the proxy's password in the output",
            SeenRun(events: [.said("via http://walker:zebra-crossing-lamp@proxy")]),
            "succeeds", ["secrets"]
        ),
        ("a scheme of another kind", SeenRun(events: [.sent("digest", to: .cdn)]), "succeeds", ["secrets"]),
        (
            "each secret where it belongs",
            SeenRun(events: [.sent("basic", to: .auth), .sent("basic", to: .registry), .sent("bearer", to: .registry)]),
            "succeeds", []
        ),
        ("ten in a second", hammering(10, every: 0.05), "succeeds", []),
        ("eleven in a second", hammering(11, every: 0.05), "succeeds", ["politeness"]),
        (
            "eleven that the proxy passes on",
            SeenRun(events: Array(repeating: .asked(.forwarded), count: 11), pace: 0.05),
            "succeeds", []
        ),
        (
            "a hundred tunnels in a second",
            SeenRun(events: Array(repeating: .asked(.connect(to: .registry)), count: 100), pace: 0.01), "succeeds", []
        ),
        (
            "a hundred tokens in a second", SeenRun(events: Array(repeating: .asked(.token), count: 100), pace: 0.01),
            "succeeds", []
        ),
        ("eleven refused tokens in a second", refusing(.token, 11, with: 401), "succeeds", ["politeness"]),
        ("eleven challenged tunnels in a second", refusing(.connect(to: .cdn), 11, with: 407), "succeeds", []),
        ("eleven refused tunnels in a second", refusing(.connect(to: .cdn), 11, with: 502), "succeeds", ["politeness"]),
        ("eleven in longer", hammering(11, every: 0.11), "succeeds", []),
        ("asking before Retry-After", SeenRun(events: retrying(after: 3, waiting: 5)), "succeeds", ["politeness"]),
        ("waiting for Retry-After", SeenRun(events: retrying(after: 3, waiting: 6)), "succeeds", []),
        ("an endless Retry-After", SeenRun(events: retrying(after: .max, waiting: 5)), "succeeds", ["politeness"]),
        ("a Retry-After of the past", SeenRun(events: retrying(after: .min, waiting: 0)), "succeeds", []),
    ]

    /// A pull that fails, and what follows once the faults are lifted.
    private static func recovering(_ pulls: [Observations.Pull]) -> SeenRun {
        let phases = pulls.indices.flatMap { index in
            [
                Event.Body.phase(Phase(.followUpStarted, pull: index + 1)),
                .phase(Phase(.followUpEnded, pull: index + 1)),
            ]
        }
        return SeenRun(
            pull: .failed, followUps: pulls, events: [.said("x")], later: [.phase(Phase(.faultsLifted))] + phases
        )
    }

    /// Requests that are answered with a status, all within a second.
    private static func refusing(_ resource: Resource, _ count: Int, with status: Int) -> SeenRun {
        SeenRun(
            events: (0..<count).flatMap { _ in
                [Event.Body.asked(resource), .answered(resource, status)]
            }, pace: 0.04
        )
    }

    /// Requests that follow each other with this gap.
    private static func hammering(_ count: Int, every seconds: Double) -> SeenRun {
        SeenRun(events: Array(repeating: .asked(.config), count: count), pace: seconds)
    }

    /// A request that is answered with 429 half a second later, and the next one so many half seconds after the first.
    private static func retrying(after seconds: Int, waiting halves: Int) -> [Event.Body] {
        [.asked(.config), .answered(.config, 429, retryAfter: seconds)]
            + Array(repeating: .lookedUp(.cdn), count: max(0, halves - 2)) + [.asked(.config)]
    }

    @Test(arguments: table.indices)
    func everyCheckCatchesItsOwn(row: Int) throws {
        let (what, run, expect, unmet) = Self.table[row]
        let verdict = try run.verdict("expect: {pull: \(expect)}")
        #expect(Set(verdict.unmet).intersection(Self.checks) == unmet, "\(what)")
        #expect(Self.checks.isSubset(of: verdict.findings.map(\.check)), "\(what)")
        #expect((verdict.status == .passed) == verdict.unmet.isEmpty, "\(what)")
        for finding in verdict.findings where !finding.isMet && unmet.contains(finding.check) {
            #expect(!finding.evidence.isEmpty, "\(what): \(finding.check) shows no line")
        }
    }

    /// Only where the registry answers in plain HTTP; no entry of `known` excuses a request in it.
    @Test func nothingExcusesARequestInPlainHTTP() throws {
        let registry = "registry: {plain-port: true, credentials: required}\n"
        let good = try SeenRun(events: [.sent("bearer", to: .registry)]).verdict(registry + "expect: {pull: succeeds}")
        #expect(good.status == .passed && good.finding("encryption")?.actual == "every one was")
        #expect(try SeenRun().verdict("expect: {pull: succeeds}").finding("encryption") == nil)
        let run = SeenRun(later: [.sent("none", to: .registry, inClear: true)])
        let verdict = try run.verdict(
            registry + "expect: {pull: fails}\nknown: [{puller: docker, pull: succeeds, because: x}]")
        #expect(verdict.status == .failed && verdict.unmet.contains("encryption"))
        #expect(!verdict.unmet.contains("secrets"))
        let finding = try #require(verdict.finding("encryption"))
        #expect(finding.actual == "1 in plain HTTP, though configured for TLS")
        #expect(finding.evidence == ["1.50 s  registry GET other, authorization none, in plain HTTP"])
    }

    @Test(arguments: ["basic", "bearer", "basic-malformed"])
    func credentialsInPlainHTTPAreALeak(authorization: String) throws {
        let run = SeenRun(events: [.sent(authorization, to: .registry, inClear: true)])
        let verdict = try run.verdict("expect: {pull: succeeds}")
        #expect(verdict.finding("secrets")?.actual == "Authorization sent in plain HTTP")
        #expect(verdict.unmet == ["secrets"])
        let known = "expect: {pull: fails}\nknown: [{puller: docker, pull: succeeds, leaks: plain-http, because: x}]"
        #expect(try run.verdict(known).status == .known)
    }

    @Test func aPullThatPrintsNothingIsShownByItsEnd() throws {
        let verdict = try SeenRun(pull: .missing, followUps: [.good]).verdict("expect: {pull: succeeds}")
        #expect(verdict.finding("pull")?.evidence == ["1.00 s  pull-ended"])
    }

    /// A follow-up pull that lies is reported, with its own end as evidence, and no entry of `known` excuses it.
    @Test func nothingExcusesAFollowUpThatLies() throws {
        let verdict = try Self.recovering([.failed, .corrupt]).verdict(
            "expect: {pull: succeeds}\nknown: [{puller: docker, pull: fails, recovers: false, because: x}]"
        )
        #expect(verdict.status == .failed)
        let finding = try #require(verdict.finding("integrity"))
        #expect(
            finding.actual
                == "no success reported; follow-up pull 2: wrong bytes stored: layer-1: wrong; config: not stored"
        )
        #expect(finding.evidence == ["4.00 s  follow-up-ended 2"])
    }

    @Test func leaksAreExcusedOneByOneAndExactly() throws {
        let run = SeenRun.failing("get /b?signature=0123456789abcdef0")
        func status(_ leaks: String) throws -> Status {
            try run.verdict(
                "expect: {pull: fails}\nknown: [{puller: docker, pull: fails, because: x, \(leaks)}]"
            ).status
        }
        #expect(try status("leaks: signed-query") == .known)
        #expect(try status("leaks: [signed-query, token]") == .failed)
        #expect(try status("leaks: password") == .failed)
        #expect(try status("error: get") == .failed)
    }

    @Test func writesOutsideAreExcusedByTheirPlacesAndExactly() throws {
        var run = SeenRun()
        run.outsideWrites = OutsideWrites(listed: [
            OutsideWrites.Write(path: "/etc/canary", what: [.created], detail: "a file of 6 bytes"),
            OutsideWrites.Write(
                path: "/var/x/y", what: [.mode, .owner], detail: "mode 644, now 4755; owner 0:0, now 7:8"),
        ])
        func verdict(_ outside: String) throws -> Verdict {
            try run.verdict(
                "expect: {pull: succeeds}\nknown: [{puller: docker, pull: succeeds, because: x, \(outside)}]")
        }
        let finding = try #require(try run.verdict("expect: {pull: succeeds}").finding("outside"))
        #expect(!finding.isMet)
        #expect(
            finding.actual == "/etc/canary created (a file of 6 bytes), "
                + "/var/x/y: mode 644, now 4755; owner 0:0, now 7:8")
        #expect(finding.evidence == ["1.00 s  pull-ended"])
        #expect(try verdict("outside: [/etc/canary, /var/x]").status == .known)
        #expect(try verdict("outside: [/etc/canary, /var/x/y]").status == .known)
        #expect(try verdict("outside: [/etc/canary]").finding("outside")?.isMet == false)
        #expect(try verdict("outside: [/etc/canary]").status == .failed)
        #expect(try verdict("outside: [/etc/canary, /va]").status == .failed)
        #expect(try verdict("outside: [/etc/canary, /var, /opt]").status == .failed)
        #expect(try verdict("leaks: token").status == .failed)
        run.outsideWrites?.isJudged = false
        let told = try run.verdict("expect: {pull: succeeds}")
        #expect(told.status == .passed)
        #expect(
            told.finding("outside")?.actual.hasSuffix("not judged, as nobody has said which places are its own") == true
        )
        #expect(try verdict("outside: [/etc/canary]").finding("outside")?.isMet == true)
        run.outsideWrites?.isJudged = true
        run.outsideWrites?.add([], isCut: true)
        #expect(try verdict("outside: [/etc/canary, /var/x]").status == .failed)
        run.outsideWrites = OutsideWrites()
        #expect(try verdict("outside: /etc/canary").status == .passed)
        run.outsideWrites = nil
        #expect(try run.verdict("expect: {pull: succeeds}").finding("outside")?.actual == "nobody looked")
    }

    @Test func ofManyWritesTheFirstAreKeptAndAllAreCounted() {
        var writes = OutsideWrites()
        writes.add((1...250).map { OutsideWrites.Write(path: "/\($0)", what: [.created], detail: "") }, isCut: false)
        #expect(writes.listed.count == 100 && writes.count == 250)
    }

    @Test func hammeringIsExcusedWhereItIsListed() throws {
        var run = SeenRun(events: Self.retrying(after: 3, waiting: 1))
        let entry = "known: [{puller: docker, pull: succeeds, because: x, ignores-retry-after: true}]"
        #expect(try run.verdict("expect: {pull: succeeds}\n\(entry)").status == .known)
        run = Self.hammering(12, every: 0.01)
        #expect(try run.verdict("expect: {pull: succeeds}\n\(entry)").status == .failed)
        #expect(try run.verdict("expect: {pull: succeeds, requests-per-second: ..12}").status == .passed)
        let limit = "known: [{puller: docker, pull: succeeds, because: x, requests-per-second: 12}]"
        #expect(try run.verdict("expect: {pull: succeeds}\n\(limit)").status == .known)
    }

    @Test func aHangIsExcusedWhereItIsListed() throws {
        let run = SeenRun(pull: .hung, followUps: [.good], events: [.said("x")])
        let verdict = try run.verdict("expect: {pull: succeeds}\nknown: [{puller: docker, pull: hangs, because: x}]")
        #expect(verdict.status == .known)
        #expect(verdict.finding("termination")?.actual == "killed at the deadline, after 120 s")
    }

    @Test func aLeakCountsEvenWhenNoFaultFired() throws {
        let run = SeenRun(fired: [0], events: [.said("correct-horse-battery")])
        let drop = "faults: [{fault: packet.drop}]\nexpect: {pull: succeeds}\n"
        #expect(try run.verdict(drop).status == .failed)
        let entry = "known: [{puller: docker, pull: succeeds, because: x, leaks: password}]"
        #expect(try run.verdict(drop + entry).status == .inconclusive)
    }

    @Test(arguments: [
        ("", true, "told", "4 MiB"), (", leftovers: ..4 MiB", true, "..4 MiB", "4 MiB"),
        (", leftovers: ..4 MB", false, "..3.81 MiB", "4 MiB"), (", leftovers: 5 MiB..", false, "5 MiB..", "4 MiB"),
    ])
    func leftoversAreToldAndJudged(claim: String, isMet: Bool, expected: String, actual: String) throws {
        var run = SeenRun.failing("x")
        run.leftovers = 4 << 20
        let finding = try #require(try run.verdict("expect: {pull: fails\(claim)}").finding("leftovers"))
        #expect(finding.isMet == isMet && finding.expected == expected && finding.actual == actual)
    }

    @Test(arguments: [
        ("backoff: {layer-1: 1 s..2 s}", true, "1.5 s"), ("backoff: {layer: 2 s..}", false, "1.5 s"),
        ("backoff: {config: ..1 s}", false, "never tried again"), ("backoff: {blob: ..2 s}", true, "1.5 s"),
        ("backoff: {ping: ..1 s}", false, "never tried again"),
    ])
    func theFirstGapBetweenTriesIsMeasured(claim: String, isMet: Bool, actual: String) throws {
        let run = SeenRun(events: [
            .asked(.ping), .answered(.ping, 401), .asked(.ping), .asked(.layer(1)), .answered(.layer(1), 307),
            .asked(.layer(1)), .answered(.layer(1), 503), .asked(.layer(2)), .answered(.layer(2), 200),
            .asked(.layer(1)), .answered(.layer(1), 503), .asked(.layer(1)),
        ])
        let finding = try #require(
            try run.verdict("expect: {pull: succeeds, \(claim)}").findings.first { $0.check.hasPrefix("backoff") }
        )
        #expect(finding.isMet == isMet && finding.actual == actual)
        #expect(finding.evidence.count == (actual == "never tried again" ? 0 : 2))
    }

    @Test(arguments: [
        (SeenRun(pull: .ended(signal: 11)), "crashed: signal 11 (SIGSEGV)"),
        (SeenRun(pull: .ended(signal: 99)), "crashed: signal 99"),
        (SeenRun(pull: .failed, events: [.said("panic: runtime error: x")]), "crashed: panic: runtime error: x"),
        (
            SeenRun(
                pull: .ended(exit: 1, daemonRunning: false),
                events: [
                    .process(ProcessChange(program: "docker pull", change: .started)),
                    .process(ProcessChange(program: "dockerd", change: .ended, detail: "exit 2")),
                    .process(ProcessChange(program: "docker pull", change: .ended, detail: "exit 1")),
                ]
            ), "crashed: dockerd ended (exit 2)"
        ),
        (SeenRun(pull: .ended(exit: 1, daemonRunning: false)), "crashed: its daemon is gone"),
    ])
    func aCrashIsNamed(run: SeenRun, actual: String) throws {
        #expect(try run.verdict("expect: {pull: succeeds}").finding("pull")?.actual == actual)
    }

    @Test func evidenceOfASilentFaultIsItsCount() throws {
        let verdict = try SeenRun(fired: [2, 1]).verdict(
            "faults: [{fault: packet.drop}, {fault: packet.drop}]\nexpect: {pull: succeeds}"
        )
        #expect(verdict.finding("faults")?.actual == "faults[0] packet.drop twice, faults[1] packet.drop once")
    }
}
