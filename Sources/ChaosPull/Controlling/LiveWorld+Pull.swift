import Faults
import Judging
import Pullers
import Sandboxing

extension LiveWorld {
    /// Has the puller pull, with the faults as they are, and looks at what it stored.
    ///
    /// - Throws: `ChaosPullError` while a pull is under way, and where somebody else pulls.
    func pull() async throws -> WorldPull {
        if let otherPulls { throw ChaosPullError("\(otherPulls); 'pull' is for worlds of 'shell' and 'exec'") }
        guard let session = world?.session, session.puller.name != InstalledPuller.none.name else {
            throw ChaosPullError("there is no puller in this world; name one with --puller")
        }
        guard !isPulling else { throw ChaosPullError("a pull is under way; ask again when it has ended") }
        isPulling = true
        defer { isPulling = false }
        let wasAlive = await session.isDaemonAlive()
        if !wasAlive { try await session.heal() }
        let gauge = UsageGauge(session.sandbox)
        recorder.record(.phase(Phase(.pullStarted)))
        let end = try await session.pull(deadline: plan.scenario.deadline)
        recorder.record(.phase(Phase(.pullEnded, isSuccess: end.isSuccess)))
        let isImageDamaged = scenarioFaults.contains { $0.fault is any ImageFault && !$0.isLifted }
        let pull = try await observation(
            of: end, gauge.usage(until: end), session, plan, served: isImageDamaged ? plan.image : plan.healthyImage)
        let timeline = recorder.events
        let start = timeline.lastIndex { $0.isPhase(.pullStarted) } ?? timeline.startIndex
        let observations = Observations(
            scenario: plan.scenario.name, puller: plan.pullerName, version: plan.version, seed: plan.seed)
        return WorldPull(pull, observations, timeline: Array(timeline[start...]))
    }
}
