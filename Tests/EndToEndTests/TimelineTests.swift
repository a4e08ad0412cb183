import ChaosPull
import Faults
import Foundation
import Pullers
import Scenarios
import Testing

@Suite(.needsPullers) struct TimelineTests {
    /// The n-th packet of a flow meets the same fate in two runs with one seed, however flows interleave.
    @Test(arguments: ["docker", "skopeo"])
    func twoRunsWithOneSeedDecideAlikeAboutEveryPacket(puller: String) async throws {
        let first = try await fates(RunOf("udp-loss", puller, seed: 7))
        let second = try await fates(RunOf("udp-loss", puller, seed: 7, copy: 2))
        let common = Set(first.keys).intersection(second.keys)
        #expect(common.count >= 4)
        for place in common { #expect(first[place] == second[place], "\(place)") }
        #expect(Set(first.values) == [true, false], "a loss of 50% hits some packets and spares some")
    }

    @Test func anotherSeedDecidesOtherwise() async throws {
        let first = try await fates(RunOf("udp-loss", "skopeo", seed: 7))
        let second = try await fates(RunOf("udp-loss", "skopeo", seed: 8))
        #expect(Set(first.keys).intersection(second.keys).contains { first[$0] != second[$0] })
    }

    /// A question that was lost is asked a second time.
    @Test func aLostQuestionIsAskedAgain() async throws {
        let events = try await Timelines.shared.events(of: RunOf("udp-loss", "docker", seed: 7))
        let questions = events.compactMap { event -> PacketDecision? in
            guard case .packet(let packet) = event.body, packet.direction == .fromNode else { return nil }
            return packet
        }
        let isAskedAgain = questions.contains { lost in
            lost.isHit && lost.fate.hasPrefix("dropped")
                && questions.contains { $0.flow == lost.flow && $0.ordinal > lost.ordinal }
        }
        #expect(isAskedAgain)
    }

    /// docker counts one attempt more than it makes: five requests are `attempts=6`.
    @Test func dockerPrintsTheFamousErrorAndMakesFiveRequests() async throws {
        let events = try await Timelines.shared.events(of: RunOf("udp-loss-cdn-lookup", "docker", seed: 1))
        let output = events.compactMap { if case .output(let output) = $0.body { output } else { nil } }
        let start = "error pulling image configuration: download failed after attempts=6: dial tcp: "
        let lookup = "lookup cdn.test on 198.18.1.53:53: read udp 198.18.0.2:"
        let said = output.filter { $0.program == "docker pull" && $0.line.contains(start + lookup) }
        #expect(said.contains { $0.line.hasSuffix("->198.18.1.53:53: i/o timeout") })

        let end = try #require(events.firstIndex { $0.line.contains("pull-ended") })
        let requests = events[..<end].filter {
            if case .request(let request) = $0.body { request.resource == .config } else { false }
        }
        #expect(requests.count == 5)
        let isAnswered = events[..<end].contains {
            if case .dns(let question) = $0.body { question.name == "cdn.test" } else { false }
        }
        #expect(!isAnswered, "every question about the blob host is lost on its way")
    }

    private struct Place: Hashable {
        let flow: String
        let direction: Direction
        let ordinal: Int
    }

    private func fates(_ run: RunOf) async throws -> [Place: Bool] {
        let decisions = try await Timelines.shared.events(of: run).compactMap { event -> (Place, Bool)? in
            guard case .packet(let packet) = event.body else { return nil }
            return (Place(flow: packet.flow, direction: packet.direction, ordinal: packet.ordinal), packet.isHit)
        }
        return Dictionary(uniqueKeysWithValues: decisions)
    }
}

/// A run of a scenario; `copy` distinguishes two otherwise equal runs.
struct RunOf: Hashable {
    let scenario: String
    let puller: String
    let seed: UInt64
    let copy: Int

    init(_ scenario: String, _ puller: String, seed: UInt64, copy: Int = 1) {
        self.scenario = scenario
        self.puller = puller
        self.seed = seed
        self.copy = copy
    }
}

/// Timelines of real runs, each made once. Runs mostly wait for time-outs, so tests share them and run them in
/// parallel.
actor Timelines {
    static let shared = Timelines()

    private var runs: [RunOf: Task<[Event], any Error>] = [:]

    func events(of run: RunOf) async throws -> [Event] {
        if let task = runs[run] { return try await task.value }
        let task = Task { try await Self.make(run) }
        runs[run] = task
        return try await task.value
    }

    private static func make(_ wanted: RunOf) async throws -> [Event] {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/\(wanted.scenario).yaml")
        let installed = try #require(try await InstalledPuller.select([wanted.puller]).first)
        let plan = Plan(
            scenario: scenario, puller: installed.puller, version: installed.version, seed: wanted.seed
        )
        let recorder = Recorder()
        let observations = try await run(plan, recorder: recorder)
        #expect(observations.harnessProblem == nil)
        return recorder.events
    }
}
