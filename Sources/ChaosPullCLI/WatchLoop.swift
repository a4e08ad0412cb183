import ArgumentParser
import ChaosPull
import Glibc
import Synchronization

/// Runs something again each time files change, until a person ends it.
struct WatchLoop: Sendable {
    /// How often the files are looked at.
    private static let interval = Duration.milliseconds(500)

    /// How many intervals it waits for changes to end.
    private static let mostIntervals = 10

    let isTerminal: Bool
    /// The files as they are now.
    let look: @Sendable () -> WatchedFiles

    /// A run that fails is told, and the watch goes on.
    ///
    /// - Parameter body: one run; returns its exit code.
    /// - Returns: the exit code of the last run that ended; 130 if none did.
    func run(_ body: @escaping @Sendable () async throws -> Int32) async throws -> Int32 {
        let last = Mutex(ChaosPull.ExitCode.interrupted)
        do {
            try await withInterruption(notice: "interrupted") {
                while true {
                    // Before the run, so that a change during it makes another.
                    let before = look()
                    let code = try await Self.code(of: body)
                    last.withLock { $0 = code }
                    tell("watching \(before.summary); Ctrl-C ends it")
                    let changed = try await change(since: before)
                    if isTerminal { print("\u{1b}[2J\u{1b}[H", terminator: "") }
                    tell("--- \(changed) ---")
                }
            }
        } catch let code as ArgumentParser.ExitCode where code.rawValue == ChaosPull.ExitCode.interrupted {}
        return last.withLock(\.self)
    }

    /// Waits until a file has changed and then none for a whole interval: an editor may write in several steps.
    ///
    /// - Returns: what changed, for people.
    private func change(since before: WatchedFiles) async throws -> String {
        var seen = before
        var intervals = 0
        while true {
            try await Task.sleep(for: Self.interval)
            let now = look()
            if let changed = now.change(since: before) {
                intervals += 1
                if now == seen || intervals == Self.mostIntervals { return changed }
            }
            seen = now
        }
    }

    private static func code(of body: @Sendable () async throws -> Int32) async throws -> Int32 {
        do {
            return try await body()
        } catch let code as ArgumentParser.ExitCode {
            return code.rawValue
        } catch {
            try Task.checkCancellation()
            printError("\(error)")
            return ChaosPull.ExitCode.usage
        }
    }

    private func tell(_ line: String) {
        print(line)
        fflush(nil)
    }
}
