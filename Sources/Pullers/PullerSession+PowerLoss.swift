import Sandboxing

extension PullerSession {
    /// Ends everything in the node, as a loss of power does, and mounts its storage again.
    ///
    /// - Parameter off: called while nothing runs and the storage is not mounted.
    package func losePower(_ off: () async throws -> SandboxPlan.Device) async throws {
        // Said first: the command notices the end of its daemon before the harness does.
        daemon?.isDoomed = true
        try await sandbox.losePower()
        if let daemon, await daemon.waitForEnd() { events.change(daemon.definition.program.name, .killed, "no power") }
        try await sandbox.mountStorage(try await off())
    }
}
