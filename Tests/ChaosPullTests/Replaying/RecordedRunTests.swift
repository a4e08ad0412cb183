import Faults
import FoundationEssentials
import Judging
import Pullers
import SampleRuns
import Testing

@testable import ChaosPull

/// Folders of recorded runs, as a replay opens them before it runs anything.
@Suite struct RecordedRunTests {
    /// The folder of a run with these decisions of its one fault.
    private func withRecording(_ decisions: [DecisionRecord] = [], _ body: (String) throws -> Void) throws {
        try SavedRunTests().withFolder { folder in
            let plan = Plan(
                scenario: try scenario(SavedRunTests.lines), puller: DockerPuller(), version: "20.10.24", seed: 1
            )
            let file = try RunFolder(existing: folder).decisionFile(of: plan)
            for decision in decisions { file.append(decision) }
            try file.finish()
            try body(folder)
        }
    }

    private func edit(_ file: String, _ change: (String) -> String) throws {
        let text = change(try String(contentsOfFile: file, encoding: .utf8))
        try #require(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
    }

    @Test func aRecordedRunKeepsItsName() throws {
        let decision = DecisionRecord(
            fault: 0, flow: "dns cdn.test A", direction: .fromNode, ordinal: 1, isHit: true, draw: Draw(seed: 5),
            seconds: 1
        )
        try withRecording([decision]) { folder in
            let recorded = try RecordedRun(folder: folder + "/")
            #expect(recorded.recording.decisions == [decision])
            #expect(recorded.scenario.name == "test", "not that of the file in the folder")
            #expect(recorded.run.folder == folder)
        }
    }

    @Test func aRunThatWasNotRecordedIsNamedWithTheWayOut() throws {
        try SavedRunTests().withFolder { folder in
            let error = try #require(throws: ChaosPullError.self) { try RecordedRun(folder: folder) }
            #expect(error.message == "\(folder) has no decisions.jsonl; expected a run of 'chaospull run --record'")
        }
    }

    @Test func whatIsExpectedMayBeEditedAndWhatGoesWrongMayNot() throws {
        try withRecording { folder in
            try edit(folder + "/scenario.yaml") { $0.replacing("within: 60 s", with: "within: 61 s") }
            _ = try RecordedRun(folder: folder)
            try edit(folder + "/scenario.yaml") { $0.replacing("name: cdn}", with: "name: cdn}, when: {first: 2}") }
            let error = try #require(throws: ChaosPullError.self) { try RecordedRun(folder: folder) }
            #expect(error.message.contains("/decisions.jsonl:1:"))
            #expect(error.message.hasSuffix("expected the faults that ran"))
        }
    }

    @Test func severalRunsAreTooMany() throws {
        try withRecording { folder in
            let output = String(folder.dropLast("/test.docker.seed-1".count))
            try FileManager.default.copyItem(atPath: folder, toPath: output + "/test.docker.seed-2")
            let error = try #require(throws: ChaosPullError.self) { try RecordedRun(folder: output) }
            #expect(error.message == "\(output) holds 2 runs; expected the folder of one")
        }
    }

    @Test func aReplayReplacesNoRecording() async throws {
        try await withFolders { output, folder in
            let puller = InstalledPuller(DockerPuller(), version: "20.10.24")
            let recorded = try RecordedRun(folder: folder)
            try FileManager.default.createSymbolicLink(atPath: output + "-link", withDestinationPath: output)
            defer { try? FileManager.default.removeItem(atPath: output + "-link") }
            for place in [output, output + "/", output + "-link"] {
                let error = await #expect(throws: ChaosPullError.self) {
                    _ = try await recorded.replay(with: puller, output: place)
                }
                #expect(
                    error?.message.hasSuffix("is where the recorded run is; give another folder with --output") == true)
            }
            #expect(FileManager.default.fileExists(atPath: folder + "/decisions.jsonl"))
        }
    }

    /// A recorded run's folder below another, for what waits.
    private func withFolders(_ body: (String, String) async throws -> Void) async throws {
        let output = FileManager.default.temporaryDirectory.path + "/recorded-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: output) }
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        let folder = output + "/test.docker.seed-1"
        try withRecording { try FileManager.default.copyItem(atPath: $0, toPath: folder) }
        try await body(output, folder)
    }
}
