import Faults
import Pullers

/// Sees node faults take effect, which no service and no packet carries out.
struct FaultWatch: Sendable {
    let plan: Plan
    let faults: [ArmedFault]
    let gauge: StorageGauge
    let recorder: Recorder

    /// Runs `body` and watches meanwhile.
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
        readOutput()
        return value
    }

    /// Samples how full the storage is: a puller that meets ENOSPC cleans up, and may be quicker than this.
    private func watchStorage(for fault: ArmedFault) async throws {
        while !gauge.isFull { try await Task.sleep(for: .milliseconds(5)) }
        fired(fault, "the storage is full")
    }

    /// What the samples missed, the puller may have said: the text of ENOSPC (errno(3)).
    private func readOutput() {
        for fault in faults where type(of: fault.fault).plane == .node && fault.fired == 0 {
            let isSaid = recorder.events.contains { event in
                guard case .output(let output) = event.body else { return false }
                return output.line.contains("no space left on device")
            }
            if isSaid { fired(fault, "the puller met ENOSPC") }
        }
    }

    private func fired(_ fault: ArmedFault, _ detail: String) {
        fault.countFiring()
        recorder.record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
    }
}
