import ArgumentParser
import ChaosPull
import Glibc
import UnixSignals

/// Runs `body`; Ctrl-C or SIGTERM cancels it, lets it clean up and ends the program with 130.
///
/// A second signal ends the program at once, which is safe: the kernel owns what is left.
///
/// - Parameter notice: what is said while it cleans up.
func withInterruption<Value: Sendable>(
    notice: String = "interrupted; taking the sandboxes down", _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            for await _ in signals {
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
                return nil
            }
            return nil
        }
        group.addTask { try await body() }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else {
            group.cancelAll()
            printError(notice)
            while let _ = try? await group.next() {}
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.interrupted)
        }
        return value
    }
}
