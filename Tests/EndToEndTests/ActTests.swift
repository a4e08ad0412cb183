import ChaosPull
import Faults
import Scenarios
import Testing

/// Acts and gated faults meet real pullers at the moment that a scenario names.
@Suite(.needsPullers) struct ActTests {
    private func run(_ lines: String, with puller: PullerName) async throws -> PullRun {
        let scenario = try Scenario(
            yaml: "title: A moment\nimage: {layers: 3, layer-size: 3 MiB}\n\(lines)", file: "moment.yaml")
        return try await withTemporaryFolder { folder in
            try await runScenario(scenario, with: puller, output: folder)
        }
    }

    /// Where the first event of a kind stands in the timeline.
    private func place(_ run: PullRun, _ isMeant: (Event.Body) -> Bool) throws -> Int {
        try #require(run.timeline.firstIndex { isMeant($0.body) }, "\(run.story)")
    }

    @Test(arguments: [
        "{dns: cdn}", "{connection: cdn}", "{request: layer-1}", "{response: layer-1}", "{output: 'opying blob'}",
    ])
    func anActIsDoneAtItsEvent(event: String) async throws {
        let run = try await run(
            """
            faults:
              - {fault: act.kill, on: \(event), when: {times: 1}}
              - {fault: http.delay, by: 5 s, match: {host: cdn, resource: config}}
            expect: {pull: fails}
            """, with: .skopeo)
        #expect(run.outcome == .failed, "\(run.story)")
        #expect(run.observations.faults[0].fired == 1)
        let done = try place(run) { if case .act = $0 { true } else { false } }
        let match = try #require(try Self.match(event))
        #expect(try place(run) { match.covers($0) } < done)
    }

    @Test func anActIsDoneAtATimeAndNoSooner() async throws {
        let run = try await run(
            """
            faults:
              - {fault: act.kill, when: {after: 700 ms}}
              - {fault: http.delay, by: 60 s, match: {resource: manifest}}
            expect: {pull: fails}
            """, with: .skopeo)
        #expect(run.outcome == .failed && run.observations.faults[0].fired == 1, "\(run.story)")
        // Without the act it would wait for the answer, which comes after 60 s.
        #expect(run.duration >= .milliseconds(700) && run.duration < .seconds(60))
    }

    @Test func aDiskIsFullFromTheEventOn() async throws {
        let run = try await run(
            """
            faults:
              - {fault: http.delay, by: 1 s, match: {host: cdn, resource: layer}}
              - {fault: node.disk-full, size: 1 MiB, once: {request: layer-1}}
            expect: {pull: fails, error: '(?i)no space left'}
            """, with: .skopeo)
        #expect(run.result.status == .passed, "\(run.story)")
    }

    private static func match(_ event: String) throws -> EventMatch? {
        try Scenario(
            yaml: "title: x\nfaults: [{fault: act.kill, on: \(event)}]\nexpect: {pull: fails}", file: "x.yaml"
        ).faults.first?.on
    }
}
