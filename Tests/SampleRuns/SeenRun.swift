import Faults
import ImageContent
import Judging
import Scenarios

/// A scenario with these lines besides its title.
package func scenario(_ lines: String, name: String = "test") throws -> Scenario {
    try Scenario(yaml: "title: A test\n\(lines)\n", file: "\(name).yaml")
}

extension Observations.Pull {
    /// A pull; by default it stored the image.
    package static func ended(
        exit exitCode: Int32? = 0, signal: Int32? = nil, timedOut: Bool = false, after seconds: Double = 2,
        stored: StoreReport = StoreReport(present: true, verifiedBytes: 3000), daemonRunning: Bool = true
    ) -> Observations.Pull {
        Observations.Pull(
            exitCode: signal == nil ? exitCode : nil, signal: signal, isTimedOut: timedOut, seconds: seconds,
            stored: stored, isDaemonRunning: daemonRunning
        )
    }

    package static let good = ended()
    /// A pull that stored the image that the tag named before.
    package static var stale: Observations.Pull {
        var pull = ended()
        pull.isStale = true
        return pull
    }
    package static let failed = ended(exit: 1, stored: StoreReport(present: false))
    package static let hung = ended(signal: 9, timedOut: true, after: 120, stored: StoreReport(present: false))
    package static let corrupt = ended(
        stored: StoreReport(present: true, problems: ["layer-1: wrong", "config: not stored"]))
    /// A pull whose image the tool itself cannot export; its layers are right.
    package static var unexportable: Observations.Pull {
        var pull = ended()
        pull.stored.unexportable = "docker save cannot read the image"
        pull.stored.comparedEntries = 7
        return pull
    }
    package static let missing = ended(stored: StoreReport(present: false))
}

/// What was seen of a run, written by hand.
package struct SeenRun {
    package var pull: Observations.Pull? = .good
    package var followUps: [Observations.Pull] = []
    /// How often each fault fired.
    package var fired: [Int] = []
    /// What happened between the start and the end of the pull.
    package var events: [Event.Body] = []
    package var later: [Event.Body] = []
    package var puller = "docker"
    package var version = "20.10.24+dfsg1"
    package var mangler: ManglerReport?
    package var problem: String?
    package var leftovers = 0
    package var outsideWrites: OutsideWrites? = OutsideWrites()
    /// How often the image was asked for; nil if nobody would have asked again.
    package var tries: Int?
    /// How several pulls at once ended; nil for one.
    package var atOnce: PullsAtOnce?
    /// Seconds from the start of the pull to the end of the faults.
    package var faultsEnd: Double?
    /// Seconds from one event to the next.
    package var pace = 0.5
    /// What its timeline lacks.
    package var cut: TimelineReport?

    package init(
        pull: Observations.Pull? = .good, followUps: [Observations.Pull] = [], fired: [Int] = [],
        events: [Event.Body] = [], later: [Event.Body] = [], puller: String = "docker",
        version: String = "20.10.24+dfsg1", mangler: ManglerReport? = nil, problem: String? = nil, leftovers: Int = 0,
        pace: Double = 0.5, cut: TimelineReport? = nil
    ) {
        self.pull = pull
        self.followUps = followUps
        self.fired = fired
        self.events = events
        self.later = later
        self.puller = puller
        self.version = version
        self.mangler = mangler
        self.problem = problem
        self.leftovers = leftovers
        self.pace = pace
        self.cut = cut
    }

    package static func failing(_ lines: String..., recovered: Int = 1, by events: [Event.Body] = []) -> SeenRun {
        SeenRun(
            pull: .failed, followUps: Array(repeating: .failed, count: recovered - 1) + [.good],
            events: lines.map { .output(OutputLine(program: "docker pull", line: $0)) } + events
        )
    }

    package var observations: Observations {
        var observations = Observations(scenario: "test", puller: puller, version: version, seed: 1)
        observations.pull = pull
        observations.tries = tries
        observations.atOnce = atOnce
        observations.faultsEnd = faultsEnd
        observations.followUps = followUps
        observations.faults = fired.map { .init(name: "packet.drop", match: "udp with dns", fired: $0) }
        observations.mangler = mangler
        observations.leftoverBytes = leftovers
        observations.outsideWrites = outsideWrites
        observations.harnessProblem = problem
        observations.timeline = cut
        return observations
    }

    package var timeline: [Event] {
        let start: [Event.Body] = [
            .process(ProcessChange(program: "dockerd", change: .ready)), .phase(Phase(.pullStarted)),
        ]
        let bodies = start + events + [.phase(Phase(.pullEnded))] + later
        return bodies.enumerated().map { Event(time: Double($0) * pace, body: $1) }
    }

    package func verdict(_ lines: String) throws -> Verdict {
        Verdict(judging: observations, timeline: timeline, against: try scenario(lines))
    }
}

extension Event.Body {
    package static func asked(_ resource: Resource, at host: Role = .cdn, range: String? = nil) -> Event.Body {
        .request(
            Request(
                request: 1, host: host, connection: 1, method: "GET", path: "/", resource: resource, range: range,
                authorization: "none"
            )
        )
    }

    package static func sent(_ authorization: String, to host: Role, inClear isInClear: Bool? = nil) -> Event.Body {
        .request(
            Request(
                request: 1, host: host, connection: 1, method: "GET", path: "/", resource: .other, range: nil,
                authorization: authorization, isInClear: isInClear
            )
        )
    }

    /// A request to the proxy, or one that has what is for it.
    package static func tunnelled(
        _ authorization: String, _ proxyAuthorization: String? = nil, _ resource: Resource = .connect(to: .registry),
        at host: Role = .proxy
    ) -> Event.Body {
        .request(
            Request(
                request: 1, host: host, connection: 1, method: "CONNECT", path: "registry.test:443", resource: resource,
                range: nil, authorization: authorization, proxyAuthorization: proxyAuthorization
            )
        )
    }

    package static func answered(_ resource: Resource, _ status: Int, retryAfter: Int? = nil) -> Event.Body {
        .response(
            Response(
                request: 1, host: .cdn, resource: resource, status: status, sent: 0, length: 0, ending: .complete,
                retryAfter: retryAfter
            )
        )
    }

    package static func lookedUp(_ role: Role) -> Event.Body {
        .dns(DNSExchange(name: role.hostName, type: "A", over: "udp", answer: "NOERROR", records: 1))
    }

    package static func said(_ line: String, by program: String = "docker pull") -> Event.Body {
        .output(OutputLine(program: program, line: line))
    }
}

extension Verdict {
    package func finding(_ check: String) -> Finding? { findings.first { $0.check == check } }
    package var unmet: [String] { findings.filter { !$0.isMet }.map(\.check) }
}
