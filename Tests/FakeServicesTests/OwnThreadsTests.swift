import Faults
import Glibc
import Synchronization
import Testing

@testable import FakeServices

/// Dispatch makes more threads for tasks that wait, and none for those that compute: so some have threads of their own.
@Suite struct OwnThreadsTests {
    @Test func requestsAreAnsweredOnThreadsThatNoOtherTaskUses() async throws {
        let seen = Threads()
        let hooks = ServiceHooks(
            record: { event in
                switch event {
                case .request, .response: seen.addOwn()
                default: break
                }
            }, now: { .zero }, act: { _ in })
        try await withServices(.test(), authority: try CertificateAuthority(), hooks: hooks, on: nil) { services in
            let puller = TestPuller(services: services, authority: nil)
            for _ in 1...20 {
                let answer = try await puller.get(.registry, "/v2/")
                #expect(answer.status == 401)
            }
        }
        let shared = await sharedThreads()
        #expect(!seen.all.isEmpty && seen.all.isDisjoint(with: shared))
    }

    @Test func longWorkHasThreadsThatNoOtherTaskUses() async {
        let seen = Threads()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...100 { group.addTask(executorPreference: OwnThreads.ofLongWork) { seen.addOwn() } }
        }
        let shared = await sharedThreads()
        #expect(!seen.all.isEmpty && seen.all.isDisjoint(with: shared))
    }

    /// Those that all tasks share, as far as many short ones have met them.
    private func sharedThreads() async -> Set<pthread_t> {
        let seen = Threads()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...500 { group.addTask { seen.addOwn() } }
        }
        return seen.all
    }
}

/// A set of threads.
private final class Threads: Sendable {
    private let threads = Mutex<Set<pthread_t>>([])

    var all: Set<pthread_t> { threads.withLock { $0 } }

    /// Adds the thread of the caller.
    func addOwn() { threads.withLock { _ = $0.insert(pthread_self()) } }
}
