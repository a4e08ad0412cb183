import FakeServices
import Faults
import Judging
import Scenarios
import Synchronization

/// Serves a scenario to pullers that are not in a sandbox, until `stop` returns.
///
/// What is needed to reach and trust the services is in the folder before `opened` is called; what was asked is there
/// when this returns.
///
/// - Parameters:
///   - control: the path of a socket on which faults are turned on and off meanwhile; nil for none.
///   - hear: gets every event as it happens, on any thread.
///   - opened: called with the text for people once everything listens.
/// - Throws: `ChaosPullError` if a port or the folder is not to be had.
@concurrent
package func serve(
    _ plan: ServingPlan, in folder: ServingFolder, control: String? = nil, hear: @escaping @Sendable (Event) -> Void,
    opened: @escaping @Sendable (_ guide: String) -> Void, until stop: @escaping @Sendable () async -> Void
) async throws -> ServingReport {
    let recorder = Recorder(listener: hear)
    let faults = plan.armedFaults()
    let added = AddedFaults()
    recorder.add { event in for fault in faults + added.all { fault.gate?.hear(event.body) } }
    let hooks = ServiceHooks(
        record: beginningWithTheFirstConnection(recorder), now: { recorder.sincePull }, act: { _ in },
        added: added, problem: recorder.report)
    let live = plan.live(faults, added, recorder)
    let start = ContinuousClock.now
    let origins: [Role: Origin]
    do {
        let authority = try CertificateAuthority()
        origins = try await withServices(plan.services(faults: faults), authority: authority, hooks: hooks, on: nil) {
            running in
            let guide = ServingGuide(plan, origins: running.origins, authority: authority.pem, folder: folder.path)
            try folder.write(guide.files)
            return try await controlled(at: control, live) {
                opened(guide.text)
                await stop()
                return running.origins
            }
        }
    } catch let error as ServicesError {
        throw ChaosPullError(error.message)
    }
    ImageDeliveries.count(faults, recorder: recorder)
    let report = ServingReport(
        plan, origins: origins, faults: faults.map(Observations.FaultCount.init), events: recorder.events,
        seconds: (ContinuousClock.now - start).inSeconds, omissions: recorder.report,
        problem: recorder.problem ?? plan.scenario.layout?.change)
    try folder.write(report, timeline: recorder.events)
    return report
}

/// Records, and says before the first connection that the pull starts: the faults' times count from there.
private func beginningWithTheFirstConnection(_ recorder: Recorder) -> EventSink {
    let beginning = Beginning()
    return { event in
        if case .connection = event, beginning.isNow() { recorder.record(.phase(Phase(.pullStarted))) }
        recorder.record(event)
    }
}

/// Is true once.
private final class Beginning: Sendable {
    private let hasBeen = Atomic(false)

    func isNow() -> Bool { !hasBeen.exchange(true, ordering: .relaxed) }
}
