import Faults
import Judging

/// Output of a puller that tries to break every report.
package let hostile =
    "</pre></text><script>alert(1)</script> ]]> &amp; \" ' | ` * [x](y) <!-- \u{0}\u{1b}[31m\u{8}\u{7f}\u{202e}\u{9b}31m\u{85}\u{2028}\u{200f}\u{FFFE} é 🙂 {{x}} ${y}"

extension RunResult {
    /// A result with only what a test needs.
    package static func sample(
        _ scenario: String = "control", _ puller: String = "docker", version: String = "20.10.24", seed: UInt64 = 7,
        _ status: Status = .passed, _ outcome: Outcome? = .pulled, unmet: [String] = [], why: String = "as expected",
        isFixed: Bool = false, seconds: Double = 2.5, error: String? = nil, fired: [Observations.FaultCount] = [],
        requests: [String: Int] = [:], repetition: Int? = nil, clauses: [ClauseAnswer]? = nil,
        shortcomings: [String] = []
    ) -> RunResult {
        let findings =
            [Finding("integrity", isMet: true, expected: "right bytes", actual: "3000 bytes verified")]
            + unmet.map {
                Finding(
                    $0, isMet: false, expected: "succeeds", actual: "failed", evidence: ["\(puller): \(error ?? "-")"])
            }
        return RunResult(
            scenario: scenario, title: "Title of \(scenario)", puller: puller, version: version, seed: seed,
            verdict: Verdict(
                status: status, outcome: outcome, findings: findings, why: why, isFixed: isFixed,
                shortcomings: shortcomings),
            seconds: seconds, folder: status == .skipped ? "" : "out/\(scenario).\(puller).seed-\(seed)",
            errorText: error, firedFaults: fired, requests: requests, repetition: repetition,
            clauses: clauses
        )
    }

    /// The same with docker.
    package static func sample(
        _ scenario: String, version: String = "20.10.24", seed: UInt64 = 7, _ status: Status, _ outcome: Outcome?,
        unmet: [String] = [], why: String = "as expected", seconds: Double = 2.5, error: String? = nil
    ) -> RunResult {
        sample(
            scenario, "docker", version: version, seed: seed, status, outcome, unmet: unmet, why: why, seconds: seconds,
            error: error
        )
    }

    /// One result of every status, including one of a hostile puller.
    package static let samples: [RunResult] = [
        sample(requests: ["config": 1, "layer-1": 2]),
        sample("control", "skopeo", version: "1.9.3", .skipped, nil, why: "not installed", seconds: 0),
        sample(
            "udp-loss", "docker", .known, .failed, unmet: ["pull"], why: "no retry after a lookup", seconds: 50.094,
            error: "lookup cdn.test: i/o timeout", fired: [.init(name: "packet.drop", match: "udp with dns", fired: 11)]
        ),
        sample("udp-loss", "skopeo", version: "1.9.3", why: "a listed shortcoming is gone", isFixed: true),
        sample(
            "hostile", "docker", .failed, .crashed, unmet: ["pull", "error"], why: "pull: expected \(hostile)",
            seconds: 3661, error: hostile
        ),
        sample("hostile", "skopeo", version: "1.9.3", .inconclusive, .pulled, why: "faults[0] never fired"),
        sample("tls|expired", "docker", .broken, nil, why: "no sandbox:\nunshare failed", seconds: 0),
    ]
}

/// A run with something in every lane of the picture.
package let sampleTimeline: [Event] = {
    var events: [Event] = []
    func add(_ time: Double, _ body: Event.Body) { events.append(Event(time: time, body: body)) }
    func request(_ number: Int, _ resource: Resource) -> Event.Body {
        .request(
            Request(
                request: number, host: .cdn, connection: 1, method: "GET", path: "/", resource: resource, range: nil,
                authorization: "none"
            )
        )
    }
    func response(_ number: Int, _ resource: Resource, _ status: Int, _ ending: Response.Ending) -> Event.Body {
        .response(
            Response(
                request: number, host: .cdn, resource: resource, status: status, sent: 1, length: 2, ending: ending)
        )
    }
    add(1, .process(ProcessChange(program: "dockerd", change: .ready)))
    add(2, .phase(Phase(.pullStarted)))
    add(2.1, .process(ProcessChange(program: "docker pull", change: .started)))
    add(2.2, .dns(DNSExchange(name: "cdn.test", type: "A", over: "udp", answer: "NOERROR", records: 1)))
    add(2.2, .dns(DNSExchange(name: "cdn.test", type: "AAAA", over: "udp", answer: "NOERROR", records: 1)))
    add(3, .dns(DNSExchange(name: "auth.test", type: "A", over: "udp", answer: "silence", records: 0)))
    add(
        3.5,
        .packet(
            PacketDecision(
                flow: "tcp cdn #1", direction: .toNode, ordinal: 3, fault: 0, isHit: true, length: 70, fate: "dropped"))
    )
    add(
        3.6,
        .packet(
            PacketDecision(
                flow: "tcp cdn #1", direction: .fromNode, ordinal: 4, fault: 0, isHit: false, length: 70, fate: "passed"
            )
        )
    )
    add(3.5, .fault(FaultFiring(fault: 0, name: "packet.drop", detail: "dropped")))
    add(4, .connection(Connection(host: .cdn, connection: 1, change: .accepted)))
    add(4.1, .connection(Connection(host: .cdn, connection: 1, change: .secured)))
    add(4.2, request(1, .layer(1)))
    add(5, response(1, .layer(1), 200, .reset))
    add(5, .connection(Connection(host: .cdn, connection: 1, change: .closed)))
    add(5.1, .connection(Connection(host: .auth, connection: 2, change: .accepted)))
    add(5.2, .connection(Connection(host: .auth, connection: 2, change: .handshakeFailed, detail: hostile)))
    add(6, .output(OutputLine(program: "docker pull", line: "Pulling from demo")))
    add(7, .output(OutputLine(program: "docker pull", line: "error: " + hostile)))
    add(7.2, .kernel(KernelError(program: "dockerd", process: hostile, call: "openat", error: "ENOSPC")))
    add(7.5, .act(ActDone(fault: 1, what: "killed dockerd")))
    add(8, .phase(Phase(.pullEnded)))
    add(8.1, .phase(Phase(.faultsLifted)))
    add(8.2, .phase(Phase(.followUpStarted, pull: 1)))
    add(8.5, request(2, .manifest))
    add(8.6, response(2, .manifest, 200, .complete))
    add(10, .phase(Phase(.followUpEnded, pull: 1)))
    add(11, .process(ProcessChange(program: "dockerd", change: .ended)))
    return events
}()
