import Sandboxing
import Synchronization
import Testing

@testable import ContainerRuntimeInterface
@testable import Pullers

@Suite(.timeLimit(.minutes(1))) struct CallTests {
    private final class Printed: Sendable {
        private let content = Mutex<[String]>([])
        var lines: [String] { content.withLock { $0 } }
        func append(_ line: String) { content.withLock { $0.append(line) } }
    }

    private let printed = Printed()

    private func end(
        deadline: Duration = .seconds(30), call: @escaping @Sendable () async throws -> String
    ) async throws -> ProgramEnd {
        try await ProgramEnd.ofCall(deadline: deadline, onLine: printed.append, call: call)
    }

    @Test func theResultOfTheCallIsPrinted() async throws {
        let end = try await end { "sha256:1" }
        #expect(end.isSuccess)
        #expect(printed.lines == ["sha256:1"])
    }

    @Test func aRefusalIsPrintedLineByLine() async throws {
        let end = try await end { throw ContainerRuntimeError(code: "Unknown", message: "one\ntwo") }
        #expect(end.status == .exited(1))
        #expect(!end.isTimedOut)
        #expect(printed.lines == ["rpc error: code = Unknown desc = one", "two"])
    }

    @Test func atTheDeadlineTheCallIsCancelled() async throws {
        let isCancelled = Mutex(false)
        let end = try await end(deadline: .milliseconds(50)) {
            do { try await Task.sleep(for: .seconds(600)) } catch {
                isCancelled.withLock { $0 = true }
                throw error
            }
            return "too late"
        }
        #expect(end.isTimedOut && !end.isSuccess)
        #expect(isCancelled.withLock { $0 })
        #expect(printed.lines == [])
    }

    @Test func anEndOfTheRunIsNoAnswer() async {
        let task = Task {
            try await end {
                try await Task.sleep(for: .seconds(600))
                return "too late"
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
