import Sandboxing

extension PullerSession {
    /// Ends everything in the node, as a loss of power does, and mounts its storage again.
    ///
    /// - Parameters:
    ///   - killed: called when all that ran has the signal, though what waits for the disk still waits.
    ///   - off: called while nothing runs and the storage is not mounted.
    package func losePower(
        killed: () async throws -> Void, off: () async throws -> SandboxPlan.Device
    ) async throws {
        // Said first: the command notices the end of its daemon before the harness does.
        daemon?.isDoomed = true
        try await sandbox.losePower(killed: killed)
        if let daemon, await daemon.waitForEnd() { events.change(daemon.definition.program.name, .killed, "no power") }
        try await sandbox.mountStorage(try await off())
    }
}
