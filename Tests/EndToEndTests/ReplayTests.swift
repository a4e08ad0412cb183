import Faults
import Foundation
import Scenarios
import Testing

@testable import ChaosPull

/// A recorded run of a real puller, run again.
@Suite(.needsPullers) struct ReplayTests {
    private struct Place: Hashable {
        let fault: Int
        let flow: String
        let direction: Direction
        let ordinal: Int
    }

    /// The fate of each packet, from the run's folder.
    private func fates(_ folder: String) throws -> [Place: String] {
        let run = try SavedRun(folder: folder)
        let packets = run.timeline.compactMap { event -> (Place, String)? in
            guard case .packet(let packet) = event.body else { return nil }
            let place = Place(
                fault: packet.fault, flow: packet.flow, direction: packet.direction, ordinal: packet.ordinal
            )
            return (place, packet.fate)
        }
        return Dictionary(uniqueKeysWithValues: packets)
    }

    private func record(_ scenario: Scenario, _ puller: InstalledPuller, in output: String) async throws -> RunResult {
        let cell = Cell(scenario: scenario, puller: puller, seed: 7)
        return try #require(try await runMatrix([cell], jobs: 1, output: output, isRecorded: true).first)
    }

    /// Seed 7 loses certain DNS datagrams; with its recording the same ones are lost, whatever the seed.
    @Test(arguments: [UInt64(7), 8])
    func everyRecordedDecisionIsAppliedAgain(seed: UInt64) async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/udp-loss.yaml")
        let puller = try #require(try await InstalledPuller.select(["skopeo"]).first)
        try await withTemporaryFolder { output in
            let result = try await record(scenario, puller, in: output + "/recorded")
            let recorded = try RecordedRun(folder: result.folder)
            let replay = try await recorded.replay(with: puller, seed: seed, output: output + "/replayed")
            let report = try #require(replay.report)
            #expect(replay.isSameVerdict && replay.exitCode(isStrict: false) == ExitCode.passed, "\(replay.text)")
            #expect(report.applied == report.recorded && report.recorded > 4, "\(replay.text)")
            let (before, after) = (try fates(result.folder), try fates(replay.replayed.folder))
            for (place, fate) in before { #expect(after[place] == fate, "\(place)") }
            for (place, fate) in after where before[place] == nil { #expect(fate == "passed", "\(place)") }
            #expect(Set(before.values) == ["passed", "dropped"])
        }
    }

    /// After a loss TCP retransmits at its own time; the packets that both runs have meet the same fates.
    @Test func segmentsThatBothRunsHaveMeetTheSame() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/net-loss-5.yaml")
        let puller = try #require(try await InstalledPuller.select(["skopeo"]).first)
        try await withTemporaryFolder { output in
            let result = try await record(scenario, puller, in: output + "/recorded")
            let recorded = try RecordedRun(folder: result.folder)
            let replay = try await recorded.replay(with: puller, seed: 8, output: output + "/replayed")
            let (before, after) = (try fates(result.folder), try fates(replay.replayed.folder))
            let common = Set(before.keys).intersection(after.keys)
            #expect(common.count > before.count / 2)
            for place in common { #expect(before[place] == after[place], "\(place)") }
            #expect(common.contains { before[$0] == "dropped" })
            for (place, fate) in after where before[place] == nil { #expect(fate == "passed", "\(place)") }
            let report = try #require(replay.report)
            #expect(report.recorded == before.count && report.applied == common.count)
        }
    }

    /// One question is lost; without its decision it is not.
    @Test func anEditedRecordingIsHonoured() async throws {
        let scenario = try Scenario(
            yaml: """
                title: the first question about the CDN is lost
                image: {layers: 1, layer-size: 64 KiB}
                faults:
                  - {fault: packet.drop, match: {protocol: udp, to: dns, name: cdn.test}, when: {only: [1]}}
                expect: {pull: succeeds}
                """, file: "one-question.yaml"
        )
        let puller = try #require(try await InstalledPuller.select(["skopeo"]).first)
        try await withTemporaryFolder { output in
            let folder = try await record(scenario, puller, in: output + "/recorded").folder
            let again = try await exitCode(["replay", folder, "--output", output + "/again"])
            #expect(again == ExitCode.passed)
            let lost = try fates(output + "/again/one-question.skopeo.seed-7").values.count { $0 == "dropped" }
            #expect(lost >= 1)

            let file = folder + "/decisions.jsonl"
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let spared = lines.filter { !$0.contains(#""isHit":true"#) }
            #expect(lines.count - spared.count == lost)
            try (spared.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
            let edited = try await exitCode(["replay", folder, "--output", output + "/edited"])
            #expect(edited == ExitCode.failed, "a fault that never fires makes the run inconclusive")
            let run = try SavedRun(folder: output + "/edited/one-question.skopeo.seed-7")
            #expect(!(try fates(run.folder).values.contains("dropped")))
            #expect(run.observations.replay?.notRecorded ?? 0 >= lost)
            #expect(run.pullRun.story.contains("came that were not recorded"))

            #expect(try await exitCode(["replay", folder, "--output", output + "/recorded"]) == ExitCode.usage)
            #expect(FileManager.default.fileExists(atPath: file), "a replay replaces no recording")
            try (lines[0] + "\n{}\n").write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await exitCode(["replay", folder, "--output", output + "/broken"]) == ExitCode.usage)
        }
    }

    private func exitCode(_ arguments: [String]) async throws -> Int32 {
        try await Harness(arguments).end().code
    }
}
