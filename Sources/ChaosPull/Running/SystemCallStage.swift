import Faults
import Sandboxing
import Synchronization
import SystemCalls

/// Has the faults of system calls decide about the calls of the puller's programs while a pull is judged.
///
/// Outside of that time calls are made as ever: the start of a daemon is not what is tested, and afterwards the harness
/// asks the daemon about its store.
final class SystemCallStage: Sendable {
    private let faults: SystemCallFaults
    private let recorder: Recorder
    private let isPulling = Atomic(false)

    init(faults: [ArmedFault], recorder: Recorder) {
        self.faults = SystemCallFaults(faults.filter { !$0.isLifted })
        self.recorder = recorder
    }

    /// For the sandbox; nil without such faults, so that nothing is held.
    var hold: SystemCallHold? {
        let calls = Set(faults.faults.compactMap(\.match.call).flatMap(\.calls))
        return calls.isEmpty ? nil : SystemCallHold(calls, judge: judge)
    }

    /// Gets every event.
    func hear(_ event: Event.Body) {
        guard case .phase(let phase) = event else { return }
        switch phase.phase {
        case .pullStarted: isPulling.store(true, ordering: .releasing)
        case .pullEnded, .faultsLifted: isPulling.store(false, ordering: .releasing)
        case .restarting, .waiting, .pullAgain, .followUpStarted, .followUpEnded: break
        }
    }

    private func judge(_ held: HeldCall) -> CallRuling {
        guard isPulling.load(ordering: .acquiring) else { return .goOn }
        let call = SystemCallFacts(held)
        let (fate, hits) = faults.fate(of: call, time: recorder.sincePull)
        guard !hits.isEmpty else { return .goOn }
        // The process is no longer there to be asked when its call has failed, and what it prints then comes later.
        let events = hits.map { hit in
            FaultFiring(
                fault: hit.fault.ordinal, name: hit.fault.name, detail: hit.text(about: call), call: hit.met(call))
        }
        let failing = ContinuousClock.now + fate.delay
        let recorder = recorder
        @Sendable func tell(ofErrors: Bool, isDelivered: Bool) {
            for (hit, event) in zip(hits, events) where (hit.error != nil) == ofErrors {
                guard isDelivered else {
                    hit.fault.retractFiring()
                    continue
                }
                recorder.record(.fault(event), at: ofErrors ? failing : .now)
            }
        }
        // A call that waits is late from now on, also if its process is killed meanwhile.
        tell(ofErrors: false, isDelivered: true)
        return CallRuling(error: fate.error, delay: fate.delay) { tell(ofErrors: true, isDelivered: $0) }
    }
}

extension SystemCallFacts {
    fileprivate init(_ held: HeldCall) {
        let variant: Variant? =
            switch held.variant {
            case .removesFolder: .removesFolder
            case .startsThread: .startsThread
            case nil: nil
            }
        self.init(
            call: held.call, variant: variant, paths: held.paths, storage: Sandbox.storagePath,
            program: { held.program })
    }
}
