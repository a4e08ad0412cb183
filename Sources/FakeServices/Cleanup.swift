/// Runs `body`, then `finally`, which runs to its end even if the task was cancelled.
func withCleanup<R: Sendable>(
    _ body: () async throws -> R, finally: sending @escaping () async -> Void
) async throws -> R {
    let result: Result<R, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    // A separate task does not inherit the cancellation.
    await Task { await finally() }.value
    return try result.get()
}
