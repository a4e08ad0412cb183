import Faults
import Judging
import Sandboxing
import SystemCalls

/// The changes of faults of the node and the links to a run's world.
///
/// All are made, undone and proven alike.
struct WorldChanges: Sendable {
    /// In the order of the scenario.
    let all: [ArmedChange]
    private let plan: Plan
    private let sandbox: Sandbox

    init(plan: Plan, faults: [ArmedFault], sandbox: Sandbox) {
        self.plan = plan
        self.sandbox = sandbox
        all = faults.compactMap { fault in
            guard !fault.isLifted, let change = (fault.fault as? any WorldFault)?.change(of: plan.world) else {
                return nil
            }
            return ArmedChange(fault: fault, change: change, of: plan, sandbox: sandbox)
        }
    }

    /// Makes what is in force before the puller starts: the network of the scenario, then the changes.
    func begin() async throws {
        if let script = plan.world.linkScript {
            let links = [ScriptVariable.wireLinks.rawValue: Sandbox.wireLinks.joined(separator: " ")]
            try await sandbox.run(script: script, in: .wire, variables: links, what: "setting up the network")
        }
        for change in all where change.isInForceFromTheStart && !change.isMadeWhileStopped {
            try await change.apply()
        }
    }

    /// Makes it visible which files of the store are written, or are read, from now on.
    ///
    /// - Parameter script: of `StoreWound`.
    func watchStore(_ script: String) async throws {
        let variables = [
            ScriptVariable.storage.rawValue: Sandbox.storagePath, ScriptVariable.notes.rawValue: Sandbox.notesPath,
        ]
        try await sandbox.run(script: script, in: .node, variables: variables, what: "preparing the store")
    }

    /// What the puller is told to pull; nil for what is right.
    var wrongReference: WrongReference? {
        let wrong = all.compactMap(\.wrongReference)
        return wrong.isEmpty ? nil : wrong.reduce(WrongReference()) { $0.and($1) }
    }

    /// What limited the judged pull.
    ///
    /// - Parameter timeline: of the run until the pull has ended.
    func uses(in timeline: [Event]) -> [ResourceUse] {
        let judged = timeline.drop { !$0.isPhase(.pullStarted) }
        let refused = judged.reduce(0) { sum, event in
            guard case .kernel(let error) = event.body, error.error == SystemError.tooManyFiles.rawValue else {
                return sum
            }
            return sum + (error.more ?? 1)
        }
        return all.flatMap { $0.uses(refusedFiles: refused) }
    }

    /// Undoes everything that is in force, for the follow-up pulls.
    ///
    /// - Returns: how long a running daemon may not notice.
    @discardableResult
    func lift() async throws -> Duration {
        var delay = Duration.zero
        for change in all.reversed() where try await change.undo() { delay = max(delay, change.change.daemonDelay) }
        return delay
    }

    /// Runs `body`, meanwhile makes and undoes changes with times, and then looks for proofs.
    ///
    /// - Parameter isProvenByWords: whether the puller's output is the proof, because the kernel cannot be asked.
    func watch<Value: Sendable>(
        _ recorder: Recorder, isProvenByWords: Bool, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        for change in all { try await change.countFromHere() }
        let first = recorder.events.count
        let value = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            for change in all {
                group.addTask {
                    try await change.keepTimes(recorder)
                    return nil
                }
                group.addTask {
                    try await change.measure()
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
        let timeline = recorder.events.dropFirst(first).map(\.body)
        for change in all where change.fault.fired == 0 && !change.fault.isLifted {
            if let proof = try await change.proof(in: timeline, isProvenByWords: isProvenByWords) {
                change.fault.countFiring()
                recorder.recordFiring(of: change.fault, proof)
            }
        }
        return value
    }
}

extension Recorder {
    /// Records that a fault took effect.
    func recordFiring(of fault: ArmedFault, _ detail: String) {
        record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
    }
}
