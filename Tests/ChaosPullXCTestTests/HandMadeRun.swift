import ChaosPullXCTest

@testable import ChaosPull

/// A run written by hand.
struct HandMadeRun {
    var status = Status.passed
    var outcome: Outcome? = .pulled
    var isFixed = false
    var pull: Observations.Pull? = .good
    var followUps: [Observations.Pull] = []
    var fired = 3
    var events: [Event.Body] = []
    /// What came after the judged pull.
    var after: [Event.Body] = []

    var run: PullRun {
        var observations = Observations(scenario: "udp-loss", puller: "docker", version: "20.10.24", seed: 7)
        observations.pull = pull
        observations.followUps = followUps
        observations.faults = [.init(name: "packet.drop", match: "udp with dns", fired: fired)]
        let verdict = Verdict(status: status, outcome: outcome, why: "because", isFixed: isFixed)
        let bodies: [Event.Body] =
            [.phase(Phase(.pullStarted))] + events + [.phase(Phase(.pullEnded)), .asked(.layer(1))] + after
        return PullRun(
            result: RunResult(
                scenario: "udp-loss", title: "A test", puller: "docker", version: "20.10.24", seed: 7, verdict: verdict,
                seconds: pull?.seconds ?? 0, folder: "results/udp-loss.docker.seed-7"
            ),
            observations: observations,
            timeline: bodies.enumerated().map { Event(time: Double($0) / 2, body: $1) }
        )
    }

    static let failed = HandMadeRun(
        status: .failed, outcome: .failed, pull: .failed, followUps: [.failed, .good],
        events: [.lookedUp(.cdn), .lookedUp(.cdn), .said("read udp 198.18.0.2:1->198.18.1.53:53: i/o timeout")]
    )
}

extension Observations.Pull {
    static let good = ended(0, StoreReport(present: true, verifiedBytes: 3000))
    static let failed = ended(1, StoreReport(present: false))
    static let corrupt = ended(0, StoreReport(present: true, problems: ["layer-1: wrong"]))
    static let missing = ended(0, StoreReport(present: false))

    private static func ended(_ code: Int32, _ stored: StoreReport) -> Observations.Pull {
        Observations.Pull(
            exitCode: code, signal: nil, isTimedOut: false, seconds: 2.5, stored: stored, isDaemonRunning: true
        )
    }
}

extension Event.Body {
    static func asked(_ resource: Resource, range: String? = nil) -> Event.Body {
        .request(
            Request(
                request: 1, host: .cdn, connection: 1, method: "GET", path: "/", resource: resource, range: range,
                authorization: "none"
            )
        )
    }

    static func lookedUp(_ role: Role) -> Event.Body {
        .dns(DNSExchange(name: role.hostName, type: "A", over: "udp", answer: "NOERROR", records: 1))
    }

    static func said(_ line: String) -> Event.Body { .output(OutputLine(program: "docker pull", line: line)) }
}
