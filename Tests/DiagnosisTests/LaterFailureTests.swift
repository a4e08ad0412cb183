import Judging
import SampleRuns
import Testing

@testable import Diagnosis

/// What a fault has damaged may show only in a later pull.
@Suite struct LaterFailureTests {
    private static let power = RunResult.sample("power", "containerd", version: "1.7", .failed, .corrupt)
    private static let atlas = Atlas(
        results: [power, .sample("other", "docker", .passed, .failed, error: "connection refused")],
        causes: ["power": ["power-loss"], "other": ["connection-refused"]],
        later: [
            power.folder: LaterFailure(
                error: "ctr: failed to get reader from content store: blob not found", seconds: 2.4)
        ], chaospull: "0")

    @Test func `it stands beside the pull that came before`() {
        let seen = Self.atlas.scenarios.first { $0.name == "power" }?.seen ?? []
        #expect(seen.map(\.outcome) == ["corrupt", "later pull failed"])
        #expect(seen.last?.pullers == ["containerd 1.7"])
        #expect(seen.last?.seconds == [2, 2])
        #expect(Self.atlas.scenarios.first { $0.name == "other" }?.seen.count == 1)
    }

    @Test func `its text is found`() {
        let diagnosis = Diagnostician(Self.atlas).diagnosis(
            of: "failed to get reader from content store: blob not found")
        #expect(diagnosis?.candidates.first?.cause == "power-loss")
    }
}
