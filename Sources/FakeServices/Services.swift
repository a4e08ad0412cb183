import Faults
import NIOCore
import NIOPosix

/// Starts all services, runs `body`, and stops the services.
///
/// A task on `executor`, whose thread may have entered a network namespace, makes every listening socket. A socket
/// stays in its namespace, so everything else can run anywhere.
///
/// - Throws: `ServicesError` if a port cannot be bound or a certificate cannot be made; else what `body` throws.
package func withServices<R: Sendable>(
    _ plan: ServicesPlan,
    authority: CertificateAuthority,
    hooks: ServiceHooks,
    on executor: (any TaskExecutor)?,
    body: @escaping @Sendable (RunningServices) async throws -> R
) async throws -> R {
    let sockets = try await BoundSockets.open(plan, on: executor)
    let world: ServiceWorld
    do {
        world = try await ServiceWorld(
            plan, authority: authority, hooks: hooks, endpoints: sockets.endpoints, executor: executor)
    } catch {
        sockets.close()
        throw error
    }
    let listeners = Listeners(inbox: Inbox())
    return try await withCleanup {
        try await listeners.start(sockets, hooks: hooks)
        return try await firstToFinish(
            serving: {
                try await withTaskExecutorPreference(OwnThreads.ofServices) {
                    try await listeners.inbox.drain { await world.handle($0) }
                }
            },
            body: {
                try await body(
                    RunningServices(endpoints: sockets.endpoints, origins: plan.origins(at: sockets.endpoints)))
            }
        )
    } finally: {
        await listeners.close()
    }
}

/// Runs both until `body` is done or `serving` fails; then the other one is cancelled and awaited.
private func firstToFinish<R: Sendable>(
    serving: @escaping @Sendable () async throws -> Void,
    body: @escaping @Sendable () async throws -> R
) async throws -> R {
    try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask {
            try await serving()
            return nil
        }
        group.addTask { try await body() }
        defer { group.cancelAll() }
        while let finished = try await group.next() {
            if let result = finished { return result }
            // Serving ends without an error only if it is cancelled.
            try Task.checkCancellation()
        }
        throw CancellationError()
    }
}
