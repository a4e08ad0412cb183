import Dispatch
import Foundation
import Testing

@testable import ChaosPull

@Suite struct LongWorkTests {
    /// More jobs at once than there are processors, which end only when another task says so.
    @Test func otherTasksRunWhileLongWorkBlocksItsThreads() async {
        let count = ProcessInfo.processInfo.activeProcessorCount + 1
        let goOn = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...count {
                group.addTask {
                    await besideServices {
                        start.yield()
                        #expect(isLetGo(by: goOn), "all threads were held")
                    }
                }
            }
            group.addTask {
                for await _ in started.prefix(count) {}
                for _ in 1...count { goOn.signal() }
            }
        }
    }
}

/// Blocks the thread as long work does; an async function cannot wait for a semaphore directly.
private func isLetGo(by semaphore: DispatchSemaphore) -> Bool {
    semaphore.wait(timeout: .now() + .seconds(30)) == .success
}
