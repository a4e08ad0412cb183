import Faults
import Judging
import Pullers
import Sandboxing
import Synchronization

/// Carries out the acts of a run: at requests, at other events and at times.
final class ActStage: Sendable {
    private let session = Mutex<PullerSession?>(nil)
    private let disk = Mutex<NodeDisk?>(nil)
    private let unfinished = UnfinishedWork()
    private let faults: [ArmedFault]
    private let recorder: Recorder
    private let work: AsyncStream<Work>
    private let workToDo: AsyncStream<Work>.Continuation

    /// Work that is done outside of the services, so that no answer waits for it.
    private enum Work: Sendable {
        case act(ArmedFault)
        /// The process was stopped, and continues after a time.
        case resume(@Sendable () async throws -> Void, after: Duration, fault: Int, who: String)
    }

    init(faults: [ArmedFault], recorder: Recorder) {
        self.faults = faults.filter { $0.actOccasion != nil }
        self.recorder = recorder
        (work, workToDo) = AsyncStream.makeStream()
    }

    func enter(_ session: PullerSession, disk: NodeDisk?) {
        self.session.withLock { $0 = session }
        self.disk.withLock { $0 = disk }
    }

    /// Whether an act is done at a request to the disk.
    var hearsDisk: Bool {
        faults.contains { fault in
            if case .event(.disk) = fault.actOccasion { true } else { false }
        }
    }

    /// Gets every request to the disk; true if the power is cut at it.
    func hear(_ request: DiskRequest) -> Bool {
        var isPowerCut = false
        for fault in faults {
            guard case .event(.disk(request.operation)) = fault.actOccasion else { continue }
            guard fault.decide(flow: request.flow, time: recorder.sincePull)?.isHit == true else { continue }
            recorder.recordFiring(of: fault, request.detail)
            isPowerCut = isPowerCut || (fault.fault as? any ActFault)?.act.steps.first?.isPowerLoss == true
            toDo(fault)
        }
        return isPowerCut
    }

    /// Waits until what was begun at events is done.
    func settle() async { await unfinished.wait() }

    private func toDo(_ fault: ArmedFault) {
        unfinished.begin()
        workToDo.yield(.act(fault))
    }

    /// Gets every event, for acts that are done at events.
    func hear(_ event: Event.Body) {
        for fault in faults {
            guard case .event(let match) = fault.actOccasion, match.covers(event) else { continue }
            let decision = fault.decide(flow: .resource(Resource(match.summary)), time: recorder.sincePull)
            guard decision?.isHit == true else { continue }
            recorder.recordFiring(of: fault, match.summary)
            toDo(fault)
        }
    }

    /// Runs `body`, and meanwhile does the acts that are due.
    func watch<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask { [self] in
                await doWork()
                return nil
            }
            for fault in faults {
                guard case .time(let after) = fault.actOccasion else { continue }
                group.addTask { [self] in
                    try await fault.waitUntilOpen()
                    try await Task.sleep(for: after)
                    guard fault.decide(flow: .resource(Resource("time")), time: after)?.isHit == true else {
                        return nil
                    }
                    recorder.recordFiring(of: fault, "at \(Units.text(after))")
                    await performWhole(fault)
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
    }

    /// Works until the task is cancelled; then a stopped process continues at once.
    private func doWork() async {
        await withDiscardingTaskGroup { group in
            for await work in work {
                group.addTask { [self] in
                    switch work {
                    case .act(let fault):
                        await performWhole(fault)
                        unfinished.end()
                    case .resume(let resume, let delay, let fault, let who):
                        try? await Task.sleep(for: delay)
                        await Task { [self] in await self.resume(resume, fault, who) }.value
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func resume(_ resume: @Sendable () async throws -> Void, _ fault: Int, _ who: String) async {
        do {
            try await resume()
            recorder.record(.act(ActDone(fault: fault, what: "let \(who) go on")))
        } catch {
            recorder.record(.act(ActDone(fault: fault, what: "\(who) did not go on: \(error)")))
        }
    }

    /// The act may end the pull before the harness has seen that it is done; the end of the pull must not interrupt it.
    private func performWhole(_ fault: ArmedFault) async { await Task { [self] in await perform(fault) }.value }

    /// Does the act at a request, whatever becomes of the connection meanwhile.
    func performAtRequest(_ fault: ArmedFault) async {
        unfinished.begin()
        await performWhole(fault)
        unfinished.end()
    }

    /// Does the act.
    ///
    /// If that fails, the timeline says so and the fault has not fired.
    private func perform(_ fault: ArmedFault) async {
        guard let act = (fault.fault as? any ActFault)?.act, let session = session.withLock({ $0 }) else { return }
        let told = ActDone(fault: fault.ordinal, what: act.summary)
        do {
            for step in act.steps {
                switch step {
                case .wait(let duration): try await Task.sleep(for: duration)
                case .losePower(let kept): try await losePower(session, kept, told)
                case .end(let signal, let target):
                    try await session.signal(signal.number, to: target.party) { self.recorder.record(.act(told)) }
                case .restart(let signal):
                    try await session.restart(by: signal.number) { self.recorder.record(.act(told)) }
                case .freeze(let duration, let target):
                    let resume = try await session.freeze(target.party)
                    recorder.record(.act(told))
                    workToDo.yield(.resume(resume, after: duration, fault: fault.ordinal, who: target.text))
                }
            }
        } catch {
            fault.retractFiring()
            recorder.recordFiring(of: fault, "not done: \(error)")
        }
    }

    private func losePower(_ session: PullerSession, _ kept: KeptWrites, _ told: ActDone) async throws {
        guard let disk = disk.withLock({ $0 }) else { throw ChaosPullError("there is no disk") }
        recorder.record(.act(told))
        do { try await disk.losePower(session, keeping: kept) } catch let error as SandboxError
            where error.code == .unmountable
        {
            // The power went, and this is what came of it.
            recorder.record(.act(ActDone(fault: told.fault, what: error.message)))
        }
        do {
            try await session.heal()
        } catch let error as SandboxError {
            // That is the puller's failure; the pulls that follow show it.
            recorder.record(.act(ActDone(fault: told.fault, what: "the daemon did not start: \(error.message)")))
        }
    }
}

extension Act.Step {
    fileprivate var isPowerLoss: Bool { if case .losePower = self { true } else { false } }
}

extension ActTarget {
    fileprivate var party: PullerParty {
        switch self {
        case .puller: .puller
        case .client: .client
        case .daemon: .daemon
        case .child(let name): .child(name)
        }
    }
}
