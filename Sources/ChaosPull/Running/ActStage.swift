import Faults
import Pullers
import Sandboxing
import Synchronization

/// Where acts find the puller that they act upon, once there is one.
final class ActStage: Sendable {
    private let session = Mutex<PullerSession?>(nil)
    private let record: EventSink

    init(record: @escaping EventSink) { self.record = record }

    func enter(_ session: PullerSession) { self.session.withLock { $0 = session } }

    /// Does what the fault says; what cannot be done is told in the timeline, and the fault has not fired then.
    func perform(_ fault: ArmedFault) async {
        guard let act = (fault.fault as? any ActFault)?.act, let session = session.withLock({ $0 }) else { return }
        do {
            switch act {
            case .signal(let number, _):
                try await session.signal(number) {
                    self.record(.act(ActDone(fault: fault.ordinal, what: act.summary)))
                }
            }
        } catch {
            fault.retractFiring()
            record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: "not done: \(error)")))
        }
    }
}
