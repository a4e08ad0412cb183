import ChaosPull
import Scenarios
import Testing

/// Programs that do not end when they are told to, or never stop printing.
@Suite(.needsPullers) struct StubbornDaemonTests {
    @Test func aDaemonThatTrapsTheSignalIsWaitedForWithABound() async throws {
        let definition = try PullerDefinition(
            yaml: """
                name: mine
                command: skopeo copy --insecure-policy docker://{image} dir:{storage}/image
                daemon:
                  command: sh -c 'trap "" TERM; echo now ready; while :; do sleep 1; done'
                  ready: now ready
                verify: {dir: '{storage}/image'}
                """, file: "mine.yaml")
        let scenario = try Scenario(
            yaml: """
                title: A daemon that traps TERM
                faults: [{fault: act.kill, match: {resource: manifest}, when: {first: 1}, signal: TERM}]
                expect: {pull: succeeds}
                """, file: "trap.yaml")
        let pullers = try await InstalledPuller.select([], among: PullerChoice([definition]))
            .filter { $0.name == "mine" }
        try await withTemporaryFolder { folder in
            let results = try await runMatrix(
                Cell.matrix(scenarios: [scenario], pullers: pullers, seed: 1), jobs: 1, output: folder)
            let result = try #require(results.first)
            #expect(result.status == .passed, "\(result.why)")
            let run = try SavedRun(folder: result.folder).pullRun
            #expect(run.timeline.contains { $0.line.contains("outlived: still running") })
        }
    }

    /// What it prints is kept at its start and its end alone, and the run ends at its deadline.
    @Test func aPullerThatPrintsWithoutEndFillsNothing() async throws {
        let scenario = try Scenario(
            yaml: "title: Noise\ndeadline: 3 s\nexpect: {pull: fails}\n", file: "noise.yaml")
        let choice = try PullerChoice([], commands: [PullerDefinition(command: "yes {image}")])
        let pullers = try await InstalledPuller.select([], among: choice).filter { $0.name.hasPrefix("custom") }
        try await withTemporaryFolder { folder in
            let results = try await runMatrix(
                Cell.matrix(scenarios: [scenario], pullers: pullers, seed: 1), jobs: 1, output: folder)
            let result = try #require(results.first)
            #expect(result.outcome == .hung)
            let run = try SavedRun(folder: result.folder).pullRun
            #expect(run.timeline.count < 50_000)
            #expect(run.timeline.contains { $0.line.hasSuffix("left out") })
        }
    }
}
