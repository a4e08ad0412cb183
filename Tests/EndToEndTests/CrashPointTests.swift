import ChaosPull
import Testing

@Suite(.needsPullers) struct CrashPointTests {
    private static let scenario = """
        title: Nothing goes wrong
        image: {layers: 2, layer-size: 64 KiB, content: [files]}
        node: {disk: ext4}
        deadline: 30 s
        expect: {pull: succeeds}
        """

    private func cell(_ puller: String, _ text: String = scenario) async throws -> Cell {
        let scenario = try Scenario(yaml: text, file: "crash-points.yaml")
        return try #require(
            Cell.matrix(scenarios: [scenario], pullers: try await InstalledPuller.select([puller]), seed: 1).first)
    }

    @Test func everyPointOfAPullIsMadeAnewFromOneLog() async throws {
        let points = try await CrashPoints(try await cell("skopeo")).explore(jobs: 2)
        #expect(points.count > 3)
        #expect(points.map(\.writes) == Set(points.map(\.writes)).sorted())
        #expect(points.allSatisfy { $0.problem == nil })
        // Before skopeo wrote anything, the next pull is the first.
        #expect(points.first?.outcome == .pulled && points.first?.pulls == 1)
        // Of what was never flushed the folder is there, and not what makes it one of skopeo.
        #expect(points.contains { $0.outcome == .failed && $0.pulls == nil && $0.error != nil })
    }

    @Test func filesThatAreEmptyAreCounted() async throws {
        let points = try await CrashPoints(try await cell("containerd")).explore(every: 8, jobs: 2)
        let last = try #require(points.last)
        // The end of the log, with the pull done.
        #expect(last.outcome == .pulled || last.outcome == .corrupt)
        #expect(points.first?.outcome == .pulled)
        #expect(points.contains { $0.outcome == .corrupt && ($0.files?.empty ?? 0) > 0 && $0.pulls == nil })
    }

    @Test func storageInMemoryHasNoSuchPoints() async throws {
        let cell = try await cell("skopeo", "title: Nothing goes wrong\nexpect: {pull: succeeds}\n")
        await #expect(throws: ChaosPullError.self) { _ = try await CrashPoints(cell).explore() }
    }
}
