import Faults
import FoundationEssentials
import Judging
import Pullers
import SampleRuns
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct RunFolderTests {
    private func withOutput(_ body: (String, Plan) throws -> Void) throws {
        let output = FileManager.default.temporaryDirectory.path + "/runs-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let scenario = try scenario("expect: {pull: succeeds}", name: "control")
        try body(output, Plan(scenario: scenario, puller: DockerPuller(), version: "1.0", seed: 7))
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func aRepetitionHasAFolderOfItsOwn() throws {
        try withOutput { output, plan in
            let second = Plan(
                scenario: plan.scenario, puller: plan.puller, version: plan.version, seed: plan.seed, repetition: 2
            )
            let folder = try RunFolder(output: output, plan: second)
            #expect(folder.path == "\(output)/control.docker.seed-7.run-2")
        }
    }

    @Test func everythingThatWasSeenReadsBack() throws {
        try withOutput { output, plan in
            let folder = try RunFolder(output: output, plan: plan)
            #expect(folder.path == "\(output)/control.docker.seed-7")
            let run = SeenRun.failing("one", "two", by: [.said("log", by: "dockerd")])
            try folder.write(timeline: run.timeline)
            try folder.write(run.observations)
            let lines = try text(folder.path + "/timeline.jsonl").split(separator: "\n")
            let events = try lines.map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
            #expect(events == run.timeline)
            let observations = Data(try text(folder.path + "/observations.json").utf8)
            #expect(try JSONDecoder().decode(Observations.self, from: observations) == run.observations)
            #expect(try text(folder.path + "/docker-pull.log") == "one\ntwo\n")
            #expect(try text(folder.path + "/dockerd.log") == "log\n")
            #expect(try text(folder.path + "/plan.txt") == plan.text)
            #expect(try text(folder.path + "/scenario.yaml") == plan.scenario.source)
        }
    }

    @Test func whatAnEarlierRunLeftIsReplaced() throws {
        try withOutput { output, plan in
            let first = try RunFolder(output: output, plan: plan)
            try first.write(timeline: SeenRun.failing("one").timeline)
            let second = try RunFolder(output: output, plan: plan)
            #expect(!FileManager.default.fileExists(atPath: second.path + "/timeline.jsonl"))
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamedWithTheWayOut() throws {
        try withOutput { _, plan in
            let error = try #require(throws: ChaosPullError.self) { try RunFolder(output: "/proc/nowhere", plan: plan) }
            #expect(error.message.hasPrefix("folder /proc/nowhere/control.docker.seed-7 cannot be made"))
            #expect(error.message.hasSuffix("give another with --output"))
        }
    }
}
