import ArgumentParser
import ChaosPull
import Glibc
import UnixSignals

/// Runs `body`.
///
/// A signal cancels it, lets it clean up and ends the program with 130.
///
/// A second signal ends the program at once. That is safe: the kernel owns and removes what is left.
///
/// - Parameters:
///   - notice: printed while it cleans up; nil for nothing.
///   - signals: the signals to handle.
///   - isMeant: returns false for a signal that is meant for another process.
func withInterruption<Value: Sendable>(
    notice: String? = "interrupted; taking the sandboxes down", by signals: [UnixSignal] = [.sigint, .sigterm],
    isMeant: @escaping @Sendable (UnixSignal) -> Bool = { _ in true },
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let arriving = await UnixSignalsSequence(trapping: signals)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            for await arrived in arriving where isMeant(arrived) {
                for number in signals { signal(number.rawValue, SIG_DFL) }
                return nil
            }
            return nil
        }
        group.addTask { try await body() }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else {
            group.cancelAll()
            if let notice { printError(notice) }
            while let _ = try? await group.next() {}
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.interrupted)
        }
        return value
    }
}
