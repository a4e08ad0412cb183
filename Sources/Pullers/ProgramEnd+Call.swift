import ContainerRuntimeInterface
import Sandboxing

extension ProgramEnd {
    /// Makes a call look like a program: its result or error is printed, and the exit code says which.
    ///
    /// - Parameters:
    ///   - deadline: when the call is cancelled.
    ///   - onLine: called for each line.
    /// - Throws: what the call throws, except `ContainerRuntimeError`.
    static func ofCall(
        deadline: Duration, onLine: @Sendable (String) -> Void, call: @escaping @Sendable () async throws -> String
    ) async throws -> ProgramEnd {
        let clock = ContinuousClock()
        let start = clock.now
        let answer = try await answer(of: call, deadline: deadline)
        let duration = clock.now - start
        switch answer {
        case .success(let text):
            onLine(text)
            return ProgramEnd(status: .exited(0), duration: duration)
        case .failure(let error):
            for line in error.description.split(whereSeparator: \.isNewline) { onLine(String(line)) }
            return ProgramEnd(status: .exited(1), duration: duration)
        case nil:
            return ProgramEnd(status: .exited(1), isTimedOut: true, duration: duration)
        }
    }

    /// Returns nil if the deadline comes first.
    private static func answer(
        of call: @escaping @Sendable () async throws -> String, deadline: Duration
    ) async throws -> Result<String, ContainerRuntimeError>? {
        try await withThrowingTaskGroup(of: Result<String, ContainerRuntimeError>?.self) { group in
            group.addTask {
                do { return .success(try await call()) } catch let error as ContainerRuntimeError {
                    return .failure(error)
                }
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
