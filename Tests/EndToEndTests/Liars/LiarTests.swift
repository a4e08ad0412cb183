import ChaosPull
import Scenarios
import Testing

/// Scripts in the real runner, with sandboxes and services.
///
/// The honest one passes, and each lie is caught by exactly one check.
@Suite(.needsPullers) struct LiarTests {
    @Test(arguments: World.all)
    func theHonestScriptPasses(world: World) async throws {
        let result = try await result(of: .honest, in: world)
        #expect(result.status == .passed, "\(result.why)")
        #expect(unmet(result).isEmpty)
        #expect(!result.isFixed)
        #expect(result.outcome == (world.lines.contains("pull: fails") ? .failed : .pulled))
    }

    @Test(arguments: Liar.all)
    func aLieIsCaughtByItsCheckAndNoOther(liar: Liar) async throws {
        let result = try await result(of: liar.script, in: liar.world)
        #expect(unmet(result) == liar.unmet, "\(result.why)")
        #expect(result.outcome == liar.outcome)
        #expect(result.status == liar.status)
        let said = result.findings.filter { !$0.isMet }.map(\.actual).joined(separator: "; ")
        for words in liar.seen { #expect(said.contains(words)) }
        for finding in result.findings where !finding.isMet && finding.check != "faults" {
            #expect(!finding.evidence.isEmpty, "\(finding.check) shows no line")
        }
    }

    private func unmet(_ result: RunResult) -> Set<String> {
        Set(result.findings.filter { !$0.isMet }.map(\.check))
    }

    private func result(of script: PullScript, in world: World) async throws -> RunResult {
        let scenario = try Scenario(
            yaml: """
                title: \(world.testDescription)
                image: {layers: 2, layer-size: 64 KiB, index: false}
                \(world.lines)
                """, file: "script.yaml"
        )
        let plan = Plan(scenario: scenario, puller: ScriptPuller(script: script), version: "1.0", seed: 1)
        let recorder = Recorder()
        let observations = try await run(plan, recorder: recorder)
        return RunResult(judging: observations, timeline: recorder.events, against: scenario, folder: "")
    }
}
