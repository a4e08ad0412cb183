import Disks
import Faults
import Judging
import Mangling
import Pullers
import Sandboxing

/// The sandbox, and the capture around all that sends if one was asked for.
///
/// A root that the node lies over is not removed meanwhile.
func withNode<Value: Sendable>(
    of plan: Plan, _ request: PullRequest, capture: CaptureLog?, state: LoopDevice?,
    body: @escaping @Sendable (Sandbox, NodeDisk?) async throws -> Value
) async throws -> Value {
    try await withNodeDisk(of: plan, state: state) { disk in
        var loop = try state ?? disk?.disk.attach()
        let device = loop.map { plan.world.storage.device($0) }
        if let loop { disk?.isAttached(to: loop) }
        let sandbox = plan.sandbox(request, device: device)
        func captured(_ sandbox: Sandbox) async throws -> Value {
            // It is mounted, and goes when it is mounted no more.
            loop = nil
            guard let capture else { return try await body(sandbox, disk) }
            return try await capture.capturing(in: sandbox) { try await body(sandbox, disk) }
        }
        guard let root = plan.root else { return try await withSandbox(sandbox, body: captured) }
        return try await root.whileInUse { try await withSandbox(sandbox, body: captured) }
    }
}

/// The mangler with its rules; nothing of it exists when no fault is about packets and the network has no delay.
func withWire<Value: Sendable>(
    _ plan: Plan, faults: [ArmedFault], added: AddedFaults?, in sandbox: Sandbox, recorder: Recorder,
    capture: CaptureLog?,
    body: @escaping @Sendable () async throws -> Value
) async throws -> (Value, ManglerReport?) {
    let mangler = ManglerPlan(faults: faults, added: added, networkDelay: plan.scenario.network.delay)
    guard let rules = QueueRules.iptables(for: mangler) else { return (try await body(), nil) }
    return try await withMangler(
        mangler, namespace: sandbox.networkNamespace("wire"), record: recorder.record,
        now: { recorder.sincePull }, judged: capture?.note
    ) {
        try await sandbox.runInWire(Program("iptables-restore", "iptables-restore"), input: rules.v4)
        try await sandbox.runInWire(Program("ip6tables-restore", "ip6tables-restore"), input: rules.v6)
        return try await body()
    }
}
