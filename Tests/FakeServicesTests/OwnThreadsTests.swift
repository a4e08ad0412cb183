import Faults
import Foundation
import Synchronization
import Testing

@testable import FakeServices

@Suite(.serialized) struct OwnThreadsTests {
    /// Dispatch makes more threads for those that wait, and none for those that compute.
    @Test func theServicesAnswerWhileAllSharedThreadsCompute() async throws {
        let client = OwnThreads(count: 1)
        try await withTestServices(.test()) { puller in
            let answered = Flag()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask(executorPreference: client) {
                    let answer = try await puller.get(.registry, "/v2/")
                    #expect(answer.status == 401)
                    answered.raise()
                }
                for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
                    group.addTask {
                        let isAnswered = computes(until: answered)
                        #expect(isAnswered, "the services waited")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func tasksRunWhileLongWorkComputes() async {
        let done = Flag()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
                group.addTask(executorPreference: OwnThreads.ofLongWork) {
                    let isDone = computes(until: done)
                    #expect(isDone, "the other tasks waited")
                }
            }
            group.addTask {
                for _ in 1...100 { await Task.yield() }
                done.raise()
            }
        }
    }
}

/// Keeps its thread until a flag is raised; false after 5 seconds without it.
private func computes(until flag: Flag) -> Bool {
    let end = ContinuousClock.now + .seconds(5)
    while !flag.isRaised { if ContinuousClock.now > end { return false } }
    return true
}

private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .relaxed) }

    func raise() { value.store(true, ordering: .relaxed) }
}
