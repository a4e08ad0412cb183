import Faults
import ImageContent
import SampleRuns
import Testing

@testable import Judging

/// Changes that matter change the verdict, and no other change does.
@Suite struct MutationTests {
    private struct Run {
        var observations: Observations
        var timeline: [Event]

        mutating func insert(_ body: Event.Body) {
            let place = timeline.firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
            timeline.insert(Event(time: timeline[place].time, body: body), at: place)
        }
    }

    private static let lines = """
        faults: [{fault: packet.drop, match: {with: dns}}]
        expect:
          pull: fails
          within: 5 s
          error: i/o timeout
          requests: {config: 1..2}
          dns-queries: {cdn: 1..}
          resumes: 0
          recovers: {within: 1}
          leftovers: ..1 MiB
          memory: 64 MiB
          backoff: {config: 500 ms..5 s}
        """

    private static func passing() -> Run {
        var run = SeenRun.failing(
            "Error: i/o timeout",
            by: [
                .lookedUp(.registry), .lookedUp(.cdn), .asked(.index), .answered(.index, 200), .asked(.config),
                .answered(.config, 503), .lookedUp(.cdn), .asked(.config), .answered(.config, 503),
            ]
        )
        run.fired = [3]
        run.leftovers = 4096
        run.pull?.memory = PeakMemory(command: 63 << 20, running: 1 << 20)
        run.mangler = .init()
        return Run(observations: run.observations, timeline: run.timeline)
    }

    private func verdict(_ run: Run) throws -> Verdict {
        Verdict(judging: run.observations, timeline: run.timeline, against: try scenario(Self.lines))
    }

    private typealias Mutation = (String, @Sendable (inout Run, inout Draw) -> Void)

    /// Changes that turn a passed run into one that does not pass.
    private static let ones: [Mutation] = [
        ("exit 0", { run, _ in run.observations.pull?.exitCode = 0 }),
        (
            "exit 0 with an image",
            { run, _ in
                run.observations.pull?.exitCode = 0
                run.observations.pull?.stored = StoreReport(present: true, verifiedBytes: 5)
            }
        ),
        (
            "exit 0 with wrong bytes",
            { run, _ in
                run.observations.pull?.exitCode = 0
                run.observations.pull?.stored = StoreReport(present: true, problems: ["x"])
            }
        ),
        ("a signal", { run, random in run.observations.pull?.signal = .random(in: 1...64, using: &random) }),
        ("the deadline", { run, _ in run.observations.pull?.isTimedOut = true }),
        ("a dead daemon", { run, _ in run.observations.pull?.isDaemonRunning = false }),
        ("a slow pull", { run, random in run.observations.pull?.seconds = .random(in: 5.01...1e9, using: &random) }),
        ("no pull", { run, _ in run.observations.pull = nil }),
        ("a harness that broke", { run, _ in run.observations.harnessProblem = "x" }),
        ("a mangler that lost packets", { run, _ in run.observations.mangler?.overruns = 1 }),
        ("a silent fault", { run, random in run.observations.faults[0].fired = .random(in: -9...0, using: &random) }),
        (
            "leftovers",
            { run, random in run.observations.leftoverBytes = .random(in: 1_048_577 ... .max, using: &random) }
        ),
        ("no recovery", { run, _ in run.observations.followUps = [] }),
        ("a later recovery", { run, _ in run.observations.followUps.insert(.failed, at: 0) }),
        ("a recovery with wrong bytes", { run, _ in run.observations.followUps = [.corrupt] }),
        ("another error", { run, _ in run.timeline.removeAll { $0.outputLine != nil } }),
        ("a panic", { run, _ in run.insert(.said("panic: x")) }),
        ("a third request", { run, _ in run.insert(.asked(.config)) }),
        ("no request", { run, _ in run.timeline.removeAll { $0.isRequest(of: .config) } }),
        ("no question", { run, _ in run.timeline.removeAll { if case .dns = $0.body { true } else { false } } }),
        ("a resumed request", { run, _ in run.insert(.asked(.layer(1), range: "bytes=1-")) }),
        ("the password", { run, _ in run.insert(.said("correct-horse-battery")) }),
        ("a token for the cdn", { run, _ in run.insert(.sent("bearer", to: .cdn)) }),
        (
            "a write outside",
            { run, _ in
                run.observations.outsideWrites?.add(
                    [OutsideWrites.Write(path: "/x", what: [.created], detail: "")], isCut: false)
            }
        ),
        ("a failed export", { run, _ in run.observations.pull?.stored.unexportable = "x" }),
        ("more memory", { run, _ in run.observations.pull?.memory?.running += 1 << 20 }),
        ("memory that was not measured", { run, _ in run.observations.pull?.memory?.objection = "x" }),
        ("hammering", { run, _ in for _ in 0..<11 { run.insert(.asked(.ping)) } }),
        (
            "impatience",
            { run, random in
                run.insert(.answered(.ping, 429, retryAfter: .random(in: 1 ... .max, using: &random)))
                run.insert(.asked(.ping))
            }
        ),
        (
            "no gap between tries",
            { run, _ in
                guard let place = run.timeline.firstIndex(where: \.isBadAnswer) else { return }
                for index in run.timeline.indices where index > place {
                    run.timeline[index] = Event(time: run.timeline[place].time, body: run.timeline[index].body)
                }
            }
        ),
        ("no end of time", { run, _ in run.timeline.removeAll { $0.isPhase(.pullStarted) } }),
    ]

    /// Changes that leave the verdict as it is.
    private static let others: [Mutation] = [
        (
            "another exit code",
            { run, random in run.observations.pull?.exitCode = .random(in: 1...255, using: &random) }
        ),
        ("a quicker pull", { run, random in run.observations.pull?.seconds = .random(in: 0...5, using: &random) }),
        ("more firings", { run, random in run.observations.faults[0].fired = .random(in: 1 ... .max, using: &random) }),
        ("less left", { run, random in run.observations.leftoverBytes = .random(in: 0...1_048_576, using: &random) }),
        ("another seed", { run, random in run.observations.seed = .random(in: .min ... .max, using: &random) }),
        ("a packet", { run, random in run.insert(.packet(.any(&random))) }),
        ("a firing", { run, _ in run.insert(.fault(FaultFiring(fault: 0, name: "packet.drop", detail: "x"))) }),
        ("more output", { run, _ in run.insert(.said("Pulling from library/demo")) }),
        ("another question", { run, _ in run.insert(.lookedUp(.auth)) }),
        ("another resource", { run, random in run.insert(.asked(.layer(.random(in: 1...9, using: &random)))) }),
        ("a token", { run, _ in run.insert(.sent("bearer", to: .registry)) }),
        ("what happens afterwards", { run, _ in run.timeline.append(Event(time: 99, body: .asked(.config))) }),
        (
            "a clock that started earlier",
            { run, random in
                let offset = Double.random(in: 0...1000, using: &random).rounded()
                run.timeline = run.timeline.map { Event(time: $0.time + offset, body: $0.body) }
            }
        ),
    ]

    @Test func theRunThatIsChangedPasses() throws {
        let verdict = try verdict(Self.passing())
        let again = try self.verdict(Self.passing())
        #expect(verdict.status == .passed, "\(verdict.why)")
        #expect(verdict == again)
    }

    @Test func changesThatMatterChangeTheVerdict() throws {
        for (name, mutate) in Self.ones {
            for seed in 1...5 as ClosedRange<UInt64> {
                var random = Draw(seed: seed)
                var run = Self.passing()
                mutate(&run, &random)
                let status = try verdict(run).status
                #expect(status >= .inconclusive, "\(name) gives \(status)")
            }
        }
    }

    @Test func changesThatDoNotMatterKeepTheVerdict() throws {
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = Draw(seed: seed)
            var run = Self.passing()
            var names: [String] = []
            for (name, mutate) in Self.others where Bool.random(using: &random) {
                mutate(&run, &random)
                names.append(name)
            }
            let verdict = try verdict(run)
            #expect(verdict.status == .passed, "\(names): \(verdict.why)")
        }
    }

    /// Changes that do not matter do not hide one that does.
    @Test func changesThatMatterShowAmongOthers() throws {
        for seed in 1...100 as ClosedRange<UInt64> {
            var random = Draw(seed: seed)
            var run = Self.passing()
            let (name, mutate) = Self.ones[Int(seed) % Self.ones.count]
            for (_, other) in Self.others.prefix(4) where Bool.random(using: &random) { other(&run, &random) }
            for (_, other) in Self.others.dropFirst(4) where Bool.random(using: &random) { other(&run, &random) }
            mutate(&run, &random)
            #expect(try verdict(run).status >= .inconclusive, "\(name)")
        }
    }
}

extension Event {
    fileprivate func isRequest(of resource: Resource) -> Bool {
        if case .request(let request) = body { request.resource == resource } else { false }
    }

    fileprivate var isBadAnswer: Bool {
        if case .response(let response) = body { response.status == 503 } else { false }
    }
}

extension PacketDecision {
    fileprivate static func any(_ random: inout Draw) -> PacketDecision {
        PacketDecision(
            flow: "dns cdn.test A", direction: .fromNode, ordinal: .random(in: 0 ... .max, using: &random), fault: 0,
            isHit: .random(using: &random), length: .random(in: 0 ... .max, using: &random), fate: "dropped"
        )
    }
}
