import Pullers

/// The world of a run while its puller is at work.
struct RunWorld: Sendable {
    let session: PullerSession
    let changes: WorldChanges
    let acts: ActStage
    let kernel: KernelWitness
    /// Nil where the storage is in memory.
    let disk: NodeDisk?

    /// Runs `body`, meanwhile makes the changes that are due, and then looks for their proofs.
    func watch<Value: Sendable>(
        _ recorder: Recorder, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        kernel.summarize()
        return try await changes.watch(recorder, isProvenByWords: kernel.watch == nil) {
            let value = try await acts.watch(body)
            kernel.summarize()
            return value
        }
    }
}
