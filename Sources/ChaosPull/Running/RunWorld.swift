import Pullers

/// The world of a run while its puller is at work.
struct RunWorld: Sendable {
    let session: PullerSession
    let changes: WorldChanges
    let acts: ActStage

    /// Runs `body`, and meanwhile does to the world what is due; then looks for what proves it.
    func watch<Value: Sendable>(
        _ recorder: Recorder, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await changes.watch(recorder, isProvenByWords: true) { try await acts.watch(body) }
    }
}
