import FakeServices

/// Runs work that keeps its thread for long on threads of its own, outside of the few that all tasks share.
///
/// The harness acts on events on those, and a delay in a scenario must not grow while another run hashes layers.
func besideServices<Value: Sendable>(_ work: @concurrent @Sendable () async throws -> Value) async rethrows -> Value {
    try await withTaskExecutorPreference(OwnThreads.ofLongWork) { try await work() }
}
