import Faults
import Pullers

/// Sees to it that faults which no service or packet carries out are seen to take effect.
struct FaultWatch: Sendable {
    let plan: Plan
    let faults: [ArmedFault]
    let gauge: StorageGauge
    let recorder: Recorder

    /// Runs `body` and watches meanwhile; afterwards it is known which image faults were delivered.
    func watch<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let value = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            for fault in faults where type(of: fault.fault).plane == .node {
                group.addTask {
                    try await watchStorage(for: fault)
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
        countDeliveries()
        return value
    }

    /// Samples how full the storage is; a puller that meets ENOSPC cleans up, so it must be seen in the act.
    private func watchStorage(for fault: ArmedFault) async throws {
        while !gauge.isFull { try await Task.sleep(for: .milliseconds(5)) }
        fault.countFiring()
        recorder.record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: "the storage is full")))
    }

    /// An image fault has fired when the damaged part was served whole.
    private func countDeliveries() {
        for fault in faults {
            guard let word = (fault.fault as? any ImageFault)?.servedIn else { continue }
            let deliveries = recorder.events.filter { event in
                guard case .response(let response) = event.body else { return false }
                return response.resource.isMeant(by: word) && response.ending == .complete && response.sent > 0
            }
            for _ in deliveries { fault.countFiring() }
            guard !deliveries.isEmpty else { continue }
            recorder.record(
                .fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: "served \(deliveries.count) times"))
            )
        }
    }
}
