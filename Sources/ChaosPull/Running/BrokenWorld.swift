import Faults
import Sandboxing

/// What is wrong with routes, ports, buffers and links from before the puller starts until the faults are lifted.
struct BrokenWorld: Sendable {
    let plan: Plan
    let sandbox: Sandbox

    /// Runs `body` in it.
    func during<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await sandbox.changeRoutes(plan.routeCommands.breaking)
        try await sandbox.shape(plan.linkShape)
        if let size = plan.node.receiveBuffer { try await sandbox.setReceiveBuffer(size) }
        guard let ports = plan.node.takenPorts else { return try await body() }
        return try await sandbox.withTakenPorts(isUDP: ports == .udp, body: body)
    }

    /// Makes all of it as it should be, for the pulls that show recovery.
    func lift() async throws {
        try await sandbox.changeRoutes(plan.routeCommands.mending)
        try await sandbox.unshape(plan.linkShape)
        if plan.link.outages != nil { try await sandbox.mendLink() }
        if plan.node.receiveBuffer != nil { try await sandbox.resetReceiveBuffer() }
        if plan.node.takenPorts != nil { try await sandbox.setEphemeralPorts(Sandbox.ephemeralPorts) }
    }
}
