import Disks
import FakeServices
import Faults
import ImageContent
import Judging
import Mangling
import Pullers
import Sandboxing
import Scenarios

/// Carries out one plan: sandbox, services, mangler, puller; then lifts the faults and pulls again.
///
/// - Parameters:
///   - capture: is given what crosses the wire; nil captures nothing.
///   - decisions: where the faults take theirs from.
///   - control: the path of a socket on which faults are turned on and off while it runs; nil for none.
///   - state: what the disk under the storage already holds; nil for an empty one.
/// - Returns: what was seen. A failure of the harness stands in `Observations.harnessProblem` and is not thrown, so that
///   the timeline up to there is kept; only cancellation is thrown.
package func run(
    _ plan: Plan, recorder: Recorder, capture: CaptureLog? = nil, decisions: DecisionSource = .drawn,
    control: String? = nil, state: LoopDevice? = nil
) async throws -> Observations {
    var observations = Observations(
        scenario: plan.scenario.name, puller: plan.pullerName, version: plan.version, seed: plan.seed,
        repetition: plan.repetition > 1 ? plan.repetition : nil
    )
    let faults = plan.armedFaults(decisions)
    let added = control.map { _ in AddedFaults() }
    let kernel = KernelWitness(of: plan, faults: faults, recorder: recorder)
    do {
        let (pulls, report) = try await withWorld(
            of: plan, faults: faults, added: added, recorder: recorder, kernel: kernel, capture: capture, state: state
        ) { world in
            let live = LiveWorld(
                plan, faults: faults, added: added ?? AddedFaults(), recorder: recorder, world: world,
                otherPulls: "'run' makes its pulls itself")
            return try await controlled(at: control, live) {
                try await pull(plan, faults: faults, in: world, recorder: recorder)
            }
        }
        observations.pull = pulls.judged
        observations.tries = pulls.tries
        observations.atOnce = pulls.atOnce
        observations.faultsEnd = plan.areFaultsLifted ? nil : plan.scenario.faultsEnd?.inSeconds
        observations.followUps = pulls.followUps
        observations.leftoverBytes = pulls.leftovers?.atRest ?? 0
        observations.leftoverBytesAtOnce = pulls.leftovers?.atOnce
        observations.outsideWrites = pulls.outside
        observations.limits = pulls.limits.isEmpty ? nil : pulls.limits
        observations.mangler = report
    } catch {
        try Task.checkCancellation()
        observations.harnessProblem = "\(error)"
    }
    observations.harnessProblem = observations.harnessProblem ?? recorder.problem ?? plan.scenario.layout?.change
    kernel.summarize()
    observations.kernel = kernel.proof
    if !plan.areFaultsLifted { ImageDeliveries.count(faults, recorder: recorder) }
    observations.faults = faults.map(Observations.FaultCount.init)
    if case .replayed(let recording) = decisions { observations.replay = recording.report(naming: faults.map(\.name)) }
    return observations
}

private struct Pulls: Sendable {
    var judged: Observations.Pull
    /// How often the judged pull was asked for; nil if nobody would have asked again.
    var tries: Int?
    /// Nil for one pull at a time.
    var atOnce: PullsAtOnce?
    var followUps: [Observations.Pull]
    /// Nil where the pull worked.
    var leftovers: Leftovers?
    var outside: OutsideWrites
    /// What limited the judged pull.
    var limits: [ResourceUse]
}

/// Bytes that a pull left on the storage: when it had ended, and once they no longer changed.
private struct Leftovers: Sendable {
    let atOnce: Int
    let atRest: Int
}

/// The one place where the scopes of a run nest: runs `body` in the plan's world, the puller's daemon at work.
func withWorld<Value: Sendable>(
    of plan: Plan, faults: [ArmedFault], added: AddedFaults? = nil, recorder: Recorder, kernel: KernelWitness? = nil,
    capture: CaptureLog? = nil, state: LoopDevice? = nil,
    body: @escaping @Sendable (RunWorld) async throws -> Value
) async throws -> (Value, ManglerReport?) {
    let kernel = kernel ?? KernelWitness(of: plan, faults: faults, recorder: recorder)
    let authority = try CertificateAuthority()
    let request = plan.request(authority: authority.pem)
    let acts = ActStage(faults: faults, recorder: recorder)
    let calls = SystemCallStage(faults: faults, recorder: recorder)
    let earlier = plan.earlierRequests(authority: authority.pem)
    if !earlier.isEmpty { for fault in faults { fault.hold() } }
    recorder.add { event in
        for fault in faults + (added?.all ?? []) where !fault.isHeld { fault.gate?.hear(event.body) }
        acts.hear(event.body)
        calls.hear(event.body)
    }
    let hooks = ServiceHooks(
        record: recorder.record, now: { recorder.sincePull }, act: acts.performAtRequest, added: added,
        logKeys: capture?.log, problem: recorder.report
    )
    let events = PullerEvents(recorder: recorder)
    return try await withNode(of: plan, request, capture: capture, state: state) { node, disk in
        let sandbox = node.holding(calls.hold)
        return try await withNamespaceExecutor(sandbox.networkNamespace("net")) { executor in
            try await withServices(
                plan.services(faults: faults), authority: authority, hooks: hooks, on: executor
            ) { _ in
                try await withWire(
                    plan, faults: faults, added: added, in: sandbox, recorder: recorder, capture: capture
                ) {
                    let changes = WorldChanges(plan: plan, faults: faults, sandbox: sandbox)
                    if earlier.isEmpty { try await changes.begin() }
                    return try await withPullerSession(
                        plan.puller, request, in: sandbox, events: events, watchedBy: kernel.watch
                    ) { session in
                        acts.enter(session, disk: disk)
                        if let last = earlier.last {
                            for request in earlier.dropLast() {
                                try await prepare(session, request, deadline: plan.scenario.deadline)
                            }
                            try await changes.beginEarlierPull(session)
                            try await prepare(session, last, deadline: plan.scenario.deadline)
                            for fault in faults { fault.release() }
                            try await changes.begin()
                        }
                        try await changes.beginStopped(session, recorder) {
                            guard let last = earlier.last else { return }
                            try await prepare(session, last, deadline: plan.scenario.deadline)
                        }
                        return try await body(
                            RunWorld(session: session, changes: changes, acts: acts, kernel: kernel, disk: disk))
                    }
                }
            }
        }
    }
}

/// Pulls what is to be there before, in a world without faults.
private func prepare(_ session: PullerSession, _ earlier: PullRequest, deadline: Duration) async throws {
    let end = try await session.pull(earlier, deadline: deadline)
    guard end.isSuccess else {
        throw ChaosPullError(
            "\(earlier.reference), which was to be there before the pull, cannot be pulled: \(end.text)")
    }
}

/// The pull that is judged; then, if it was no good, the faults are lifted and it is tried again.
private func pull(
    _ plan: Plan, faults: [ArmedFault], in world: RunWorld, recorder: Recorder
) async throws -> Pulls {
    let session = world.session
    let storage = StorageGauge(path: session.sandbox.root + Sandbox.storagePath)
    let usedBefore = storage.used ?? 0
    var outside = try OutsideWatch(
        session.sandbox, ownPlaces: plan.puller.ownPlaces(for: session.request),
        faultWrites: world.changes.all.flatMap(\.change.writes))
    let gauge = UsageGauge(session.sandbox)
    // A daemon that did not start with what a fault has changed did not end in the pull.
    let wasAlive = await session.isDaemonAlive()
    recorder.record(.phase(Phase(.pullStarted)))
    let request = world.changes.wrongReference.map { wrong in
        session.request.pulling(registry: wrong.registry, repository: wrong.repository, tag: wrong.tag)
    }
    let asked = try await world.watch(recorder) {
        try await world.disk?.work(under: faults, acts: world.acts, recorder)
        let asked = try await AskedPulls(of: request, plan, recorder: recorder).run(in: session)
        recorder.record(.phase(Phase(.pullEnded, isSuccess: asked.end.isSuccess)))
        await world.acts.settle()
        world.disk?.rest()
        return asked
    }
    let end = asked.end
    let usage = gauge.usage(until: end)
    let limits = world.changes.uses(in: recorder.events)
    let usedAtOnce = storage.used ?? usedBefore
    // Measured before anyone looks into the store, which may write to it.
    let usedAtRest = try await end.isSuccess ? usedAtOnce : storage.usedAtRest() ?? usedBefore
    try outside.end()
    var judged = try await observation(of: end, usage, session, plan, served: plan.image)
    if !wasAlive { judged.isDaemonRunning = true }
    if plan.scenario.pulls.hasBase, judged.isGood, let base = plan.baseImage {
        // Both images must be whole; what is wrong with either is wrong.
        let other = session.pulling(session.request.pulling(ImageRecipe.baseRepository))
        judged.stored.add(try await StoreLook(session: other, plan: plan, served: base).observe().stored)
    }
    let followUps =
        judged.isGood ? [] : try await followUps(plan, faults: faults, in: world, outside: &outside, recorder: recorder)
    let leftovers = Leftovers(atOnce: max(0, usedAtOnce - usedBefore), atRest: max(0, usedAtRest - usedBefore))
    return Pulls(
        judged: judged, tries: asked.tries, atOnce: asked.atOnce, followUps: followUps,
        leftovers: judged.isGood ? nil : leftovers, outside: outside.writes, limits: limits)
}

/// At most three pulls with the faults lifted and nothing cleaned by hand, until one works.
private func followUps(
    _ plan: Plan, faults: [ArmedFault], in world: RunWorld, outside: inout OutsideWatch, recorder: Recorder
) async throws -> [Observations.Pull] {
    let session = world.session
    for fault in faults { fault.lift() }
    let delay = try await world.changes.lift(in: session)
    if session.hasDaemon { try await Task.sleep(for: delay) }
    if let what = try await world.disk?.mountAgainIfReadOnly(session) {
        recorder.record(.act(ActDone(fault: faults.first { $0.fault.needsDisk }?.ordinal ?? 0, what: what)))
    }
    recorder.record(.phase(Phase(.faultsLifted)))
    var pulls: [Observations.Pull] = []
    while pulls.count < Recovery.mostPulls, pulls.last?.isGood != true {
        do {
            try await session.heal()
        } catch let error as SandboxError {
            // The puller cannot even be asked; that is its failure.
            recorder.record(.phase(Phase(.followUpStarted, pull: pulls.count + 1)))
            recorder.record(.output(OutputLine(program: session.puller.name, line: error.message)))
            recorder.record(.phase(Phase(.followUpEnded, pull: pulls.count + 1)))
            pulls.append(.ofDaemonThatDoesNotStart)
            continue
        }
        try outside.begin()
        let gauge = UsageGauge(session.sandbox)
        recorder.record(.phase(Phase(.followUpStarted, pull: pulls.count + 1)))
        let end = try await session.pull(deadline: plan.scenario.deadline)
        recorder.record(.phase(Phase(.followUpEnded, pull: pulls.count + 1)))
        let usage = gauge.usage(until: end)
        try outside.end(followUp: pulls.count + 1)
        pulls.append(try await observation(of: end, usage, session, plan, served: plan.healthyImage))
    }
    return pulls
}

func observation(
    of end: ProgramEnd, _ usage: UsageGauge.Usage, _ session: PullerSession, _ plan: Plan, served: ServedImage
) async throws -> Observations.Pull {
    let isRunning = await session.isDaemonAlive()
    var pull = Observations.Pull(
        exitCode: nil, signal: nil, isTimedOut: end.isTimedOut, seconds: end.duration.inSeconds,
        stored: StoreReport(present: false), isDaemonRunning: isRunning
    )
    pull.memory = usage.memory
    pull.processor = usage.processor
    switch end.status {
    case .exited(let code): pull.exitCode = code
    case .signaled(let signal): pull.signal = signal
    }
    // Without a claim of success the store is not read: the daemon to ask may be dead.
    if pull.isSuccess {
        (pull.stored, pull.isStale) = try await StoreLook(session: session, plan: plan, served: served).observe()
    }
    return pull
}

extension Observations.Pull {
    /// There was no daemon to ask.
    fileprivate static var ofDaemonThatDoesNotStart: Observations.Pull {
        Observations.Pull(
            exitCode: nil, signal: nil, isTimedOut: false, seconds: 0, stored: StoreReport(present: false),
            isDaemonRunning: false)
    }
}

extension PullerEvents {
    fileprivate init(recorder: Recorder) {
        self.init(
            line: { program, line in recorder.record(.output(OutputLine(program: program, line: line))) },
            change: { program, change, detail in
                let change: ProcessChange.Change =
                    switch change {
                    case .started: .started
                    case .ready: .ready
                    case .unready: .unready
                    case .ended: .ended
                    case .killed: .killed
                    case .outlived: .outlived
                    }
                recorder.record(.process(ProcessChange(program: program, change: change, detail: detail)))
            }
        )
    }
}

extension Observations.FaultCount {
    init(_ fault: ArmedFault) {
        let counts = type(of: fault.fault).plane.isStatic ? nil : fault.counts
        self.init(
            name: fault.name, match: fault.occasion, fired: fault.fired,
            matched: counts?.matched, due: counts?.due,
            when: counts.map { _ in
                (fault.gate.map { "once \($0.event.summary), " } ?? "") + fault.trigger.summary
            },
            need: (fault.fault as? any NeedingFault)?.need)
    }
}
